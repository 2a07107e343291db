package kernel

import (
	"context"

	"schedtick/kernel/jupyter"
)

// cellOutputs publishes the outputs of one cell under the request that ran it, for
// as long as the cell has goroutines.
type cellOutputs struct {
	r      *request
	count  int
	silent bool // nothing is published
	store  bool // the result goes into the history
}

func (o *cellOutputs) Stream(name jupyter.StreamName, data []byte) {
	if o.silent {
		return
	}
	// A client that reads gets everything, so an endless print waits here.
	o.r.k.channels.Throttle(o.r.k.ctx)
	o.r.publish(jupyter.Stream{Name: name, Text: string(data)})
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

func (o *cellOutputs) Report(seen Observed, again bool) {
	if o.silent || !seen.Seen() {
		return
	}
	d := jupyter.DisplayData{
		Data:      seen.bundle(),
		Metadata:  seen.metadata(),
		Transient: jupyter.Transient{DisplayID: "schedtick-report-" + o.r.msg.Header.ID},
	}
	if again {
		o.r.publish(jupyter.UpdateDisplayData(d))
		return
	}
	o.r.publish(d)
}

func (o *cellOutputs) Input(ctx context.Context, prompt string, password bool) (string, error) {
	return o.r.k.prompter.ask(ctx, o.r, prompt, password)
}
