package display

import "sync/atomic"

// Bundle holds one value in several forms, by MIME type. Text forms are strings,
// binary ones []byte, application/json anything that encoding/json can write.
type Bundle map[string]any

// Kind says what a Message asks for.
type Kind uint8

// What a cell can ask for.
const (
	Show   Kind = iota // a new output
	Update             // replace what is shown under ID
	Clear              // remove the cell's outputs
	Value              // show the value of the cell's last expression
)

// Message is one request to the notebook.
type Message struct {
	Kind     Kind
	Data     Bundle
	Metadata map[string]any
	ID       string // of an output that may be updated, else ""
	Wait     bool   // Clear: only when the next output comes
}

// sink is a door of the process, like standard output.
var sink atomic.Pointer[func(Message)]

// SetSink says where messages go: f is called on the goroutine that shows something,
// possibly by several at once. Until then they are dropped.
func SetSink(f func(Message)) { sink.Store(&f) }

func send(m Message) {
	if f := sink.Load(); f != nil && *f != nil {
		(*f)(m)
	}
}

// Result shows b as the value of the cell's last expression.
func Result(b Bundle) { send(Message{Kind: Value, Data: b}) }

// ClearOutput removes the cell's outputs so far; with wait, only when the next one
// comes, which avoids flicker.
func ClearOutput(wait bool) { send(Message{Kind: Clear, Wait: wait}) }
