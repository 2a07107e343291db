package kernel

import (
	"context"

	"schedtick/kernel/jupyter"
	"schedtick/kernel/session"
)

// Language is what the Jupyter side needs of the Go side. [Notebook] is the one
// there is; tests of the protocol use a smaller one.
//
// Run and Evaluate are called by one goroutine; the other methods by any, while a
// cell runs too.
type Language interface {
	// Run runs a cell and returns after its last output.
	Run(ctx context.Context, c Cell, out Outputs) Outcome
	// Evaluate returns the value of an expression, in the session as it is.
	Evaluate(ctx context.Context, expr string) (Value, *Failure)
	// Interrupt stops the running cell, if there is one. A second call while it
	// still runs, or 5 s, end it with the loss of its variables.
	Interrupt()
	// Complete returns what could stand at a cursor, in code points as the protocol
	// counts.
	Complete(code string, cursor int) session.Completion
	// Inspect returns what is known of the name at a cursor, in code points: level
	// 0, or 1 for its source too. The bundle is empty if nothing is.
	Inspect(code string, cursor, level int) jupyter.Bundle
	// IsComplete tells whether code is ready to run, and if not how to indent the
	// next line.
	IsComplete(code string) (jupyter.Completeness, string)
	// Close ends the session, a running cell included.
	Close() error
}

// Cell is a cell to be run.
type Cell struct {
	Count int    // execution count, from 1
	Name  string // for positions: "cell[7]", or the name of a file
	Code  string
	// AllowInput: Outputs.Input may be called.
	AllowInput bool
	// Silent: nobody looks at the outputs, so no value is shown and nothing is
	// probed.
	Silent bool
	// Last: nothing comes after it, so that to stop the world for a look at what it left
	// disturbs nobody.
	Last bool
}

// Outputs is where the outputs of a cell go. The calls come one at a time, in order; some come after Run has returned, from goroutines that the
// cell left behind.
type Outputs interface {
	Stream(name jupyter.StreamName, data []byte)
	Display(d Display)
	Result(v Value)
	// Report shows the report of the cell: while it runs, at its end, and when
	// goroutines that it left have changed. Again means in place of what an earlier
	// call has shown. It may be called while other methods are.
	Report(o Observed, again bool)
	// Input asks the user for a line, returned without its newline. It may be
	// called while other methods are. ctx is done when nobody waits any more.
	Input(ctx context.Context, prompt string, password bool) (string, error)
}

// Value is something to show, in several forms.
type Value struct {
	Data     jupyter.Bundle
	Metadata jupyter.Metadata
}

// Display is something that a cell shows with package display.
type Display struct {
	Value
	ID     string // for updates; "" for none
	Update bool   // replaces what was shown under ID
	Clear  bool   // removes the outputs so far, and shows nothing
	Wait   bool   // with Clear: only when there is something new
}

// Outcome is how a cell ended.
type Outcome struct {
	Failure *Failure // nil: it did what it says
	Observed
	// Displayed is true if Outputs.Report has shown the report, so that a failure
	// need not tell all of it again.
	Displayed bool
	// Exit is the status that the cell has as a program: 0, its own for os.Exit,
	// 1 for an error, 3 for a refused construct.
	Exit int
	// Page is for the reader's pager, not an output: the answer to "fmt.Println?".
	Page jupyter.Bundle
}
