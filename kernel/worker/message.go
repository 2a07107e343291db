package worker

import (
	"encoding/json"

	"schedtick/kernel/program"
)

// initMsg tells a new process what it is for.
type initMsg struct {
	Captured bool     // standard output and error are pipes to the front
	MemLimit int64    // bytes, 0 for none
	Args     []string // os.Args of the user's programs
	Settings settings
}

// readyMsg says that the process can take programs.
type readyMsg struct{}

// loadMsg asks to declare a program without running it.
type loadMsg struct{ Program *program.Program }

// loadedMsg answers loadMsg.
type loadedMsg struct{ Failure string }

// runMsg asks to declare and run a program.
type runMsg struct {
	Program *program.Program
	Options RunOptions
}

// doneMsg answers runMsg.
type doneMsg struct{ Outcome Outcome }

// askMsg asks for a line of standard input.
type askMsg struct {
	ID       int
	Cell     int
	Prompt   string
	Password bool
}

// answerMsg answers askMsg, or a Display with an Ack. Failure is not empty when there will be no input; End
// says that there will never be any, as at the end of a file.
type answerMsg struct {
	ID      int
	Text    string
	Failure string
	End     bool
}

// lateMsg is text that a goroutine of an earlier cell printed: it does not go
// through the pipe, whose text belongs to the latest cell.
type lateMsg struct {
	Cell   int
	Stream string // "stdout" or "stderr"
	Text   []byte
}

// settings outlive a process: each new one gets them.
type settings struct {
	Procs  int  `json:",omitempty"` // GOMAXPROCS, 0 for the runtime's default
	Latest bool `json:",omitempty"` // late output goes to the latest cell, not to its own
}

// orderKind says what is ordered.
type orderKind uint8

// The orders.
const (
	orderLook   orderKind = iota + 1 // answered with Look
	orderStop                        // of Cell; answered with Stopped
	orderAdjust                      // to Settings; answered with Procs
)

// orderMsg asks for something that does not wait for a running cell.
type orderMsg struct {
	ID       int // from 1
	Kind     orderKind
	Cell     int      `json:",omitempty"`
	Closer   bool     `json:",omitempty"` // of a look: for leaked goroutines too, at any price
	Settings settings `json:",omitzero"`
}

// obeyedMsg answers orderMsg.
type obeyedMsg struct {
	ID      int
	Failure string  `json:",omitempty"`
	Look    Look    `json:",omitzero"`
	Stopped Stopped `json:",omitzero"`
	Procs   Procs   `json:",omitzero"`
}

// DisplayKind says what a Display asks for.
type DisplayKind uint8

// The requests of kernel/display.
const (
	Show   DisplayKind = iota // a new output
	Update                    // replace the outputs shown under ID
	Clear                     // remove the cell's outputs
)

// Display is a request of the user's program to the front-end.
type Display struct {
	Cell     int
	Kind     DisplayKind
	Value    bool                       // the value of the cell's last expression
	Data     map[string]json.RawMessage // by MIME type, as the protocol has them
	Metadata map[string]json.RawMessage
	ID       string // of an output that may be updated, else ""
	Wait     bool   // Clear: only when the next output comes
	Ack      int    `json:",omitempty"` // question of the process that waits until it is published
}
