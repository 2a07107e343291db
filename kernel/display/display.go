// Package display shows values in the notebook as something other than text.
package display

import "sync/atomic"

// Bundle holds one value in several forms, by MIME type.
type Bundle map[string]any

// Kind says what a Message asks for.
type Kind uint8

// What a cell can ask for.
const (
	Show Kind = iota
	Update
	Clear
	Value // the value of the cell's last expression
)

// Message is one request to the front.
type Message struct {
	Kind     Kind
	Data     Bundle
	Metadata map[string]any
	ID       string // of a display that may be updated, else ""
	Wait     bool   // Clear: only when the next output comes
}

var sink atomic.Pointer[func(Message)]

// SetSink says where messages go.
func SetSink(f func(Message)) { sink.Store(&f) }

func send(m Message) {
	if f := sink.Load(); f != nil {
		(*f)(m)
	}
}

// Result shows the value of the last expression.
func Result(b Bundle) { send(Message{Kind: Value, Data: b}) }
