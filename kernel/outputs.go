package kernel

import (
	"unicode/utf8"

	"schedtick/kernel/jupyter"
)

// cellOutputs publishes the outputs of one cell under the request that ran it, for
// as long as the cell has goroutines.
type cellOutputs struct {
	r      *request
	count  int
	silent bool // nothing is published
	store  bool // the result goes into the history

	// rest holds the beginning of a character whose end has not come yet. A
	// stream's pieces are cut anywhere.
	rest [2][]byte
}

func (o *cellOutputs) Stream(name jupyter.StreamName, data []byte) {
	if o.silent {
		return
	}
	rest := &o.rest[0]
	if name == jupyter.Stderr {
		rest = &o.rest[1]
	}
	if len(*rest) > 0 {
		data = append(*rest, data...)
		*rest = nil
	}
	if n := incomplete(data); n > 0 {
		*rest = append([]byte(nil), data[len(data)-n:]...)
		data = data[:len(data)-n]
	}
	o.stream(name, data)
}

func (o *cellOutputs) stream(name jupyter.StreamName, data []byte) {
	if len(data) == 0 {
		return
	}
	// A client that reads gets everything, so an endless print waits here.
	o.r.k.channels.Throttle(o.r.k.ctx)
	o.r.publish(jupyter.Stream{Name: name, Text: string(data)})
}

// end publishes what Stream has held back.
func (o *cellOutputs) end() {
	for i, name := range []jupyter.StreamName{jupyter.Stdout, jupyter.Stderr} {
		o.stream(name, o.rest[i])
		o.rest[i] = nil
	}
}

func (o *cellOutputs) Display(d Display) {
	if o.silent {
		return
	}
	transient := jupyter.Transient{DisplayID: d.ID}
	switch {
	case d.Clear:
		o.r.publish(jupyter.ClearOutput{Wait: d.Wait})
	case d.Update:
		o.r.publish(jupyter.UpdateDisplayData{Data: d.Data, Metadata: d.Metadata, Transient: transient})
	default:
		o.r.publish(jupyter.DisplayData{Data: d.Data, Metadata: d.Metadata, Transient: transient})
	}
}

func (o *cellOutputs) Result(v Value) {
	if o.silent {
		return
	}
	if text, ok := v.Data.Text("text/plain"); ok && o.store {
		o.r.k.inputs.SetOutput(o.count, text)
	}
	o.r.publish(jupyter.ExecuteResult{ExecutionCount: o.count, Data: v.Data, Metadata: v.Metadata})
}

func (o *cellOutputs) Input(prompt string, password bool) (string, error) {
	return o.r.k.prompter.ask(o.r.k.ctx, o.r, prompt, password)
}

// incomplete returns the length of a character at the end of data that lacks its
// last bytes.
func incomplete(data []byte) int {
	for n := 1; n <= min(len(data), utf8.UTFMax-1); n++ {
		if b := data[len(data)-n]; utf8.RuneStart(b) {
			if b >= utf8.RuneSelf && !utf8.FullRune(data[len(data)-n:]) {
				return n
			}
			return 0
		}
	}
	return 0
}
