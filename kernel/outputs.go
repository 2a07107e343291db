package kernel

import (
	"context"
	"fmt"
	"sync"

	"schedtick/kernel/jupyter"
)

// cellOutputs publishes the outputs of one cell under the request that ran it, for
// as long as the cell has goroutines.
type cellOutputs struct {
	r      *request
	count  int
	silent bool // nothing is published
	store  bool // the result goes into the history

	mu      sync.Mutex // for what is below, and the order of what is published
	place   int        // how often the report has got a display of its own
	passed  bool       // something was published after that display
	gone    bool       // the program cleared it away
	settled bool       // it is the final one
}

func (o *cellOutputs) Stream(name jupyter.StreamName, data []byte) {
	if o.silent {
		return
	}
	// A client that reads gets everything, so an endless print waits here.
	o.r.k.channels.Throttle(o.r.k.ctx)
	o.output(jupyter.Stream{Name: name, Text: string(data)})
}

// output publishes what stands below all that is there.
func (o *cellOutputs) output(c jupyter.Content) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.passed = true
	o.r.publish(c)
}

func (o *cellOutputs) Display(d Display) {
	if o.silent {
		return
	}
	transient := jupyter.Transient{DisplayID: d.ID}
	switch {
	case d.Clear:
		o.mu.Lock()
		defer o.mu.Unlock()
		o.gone = o.place > 0
		o.r.publish(jupyter.ClearOutput{Wait: d.Wait})
	case d.Update:
		o.r.publish(jupyter.UpdateDisplayData{Data: d.Data, Metadata: d.Metadata, Transient: transient})
	default:
		o.output(jupyter.DisplayData{Data: d.Data, Metadata: d.Metadata, Transient: transient})
	}
}

func (o *cellOutputs) Result(v Value) {
	if o.silent {
		return
	}
	if text, ok := v.Data.Text("text/plain"); ok && o.store {
		o.r.k.inputs.SetOutput(o.count, text)
	}
	o.output(jupyter.ExecuteResult{ExecutionCount: o.count, Data: v.Data, Metadata: v.Metadata})
}

// Report keeps the report below the output: the one that followed the cell stands
// where the output was then, so the final one moves down if there was more. One that
// the program cleared away comes back at the end only, since in between it would
// stand in the program's picture.
func (o *cellOutputs) Report(seen Observed, again bool) {
	if o.silent || !seen.Seen() {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	d := jupyter.DisplayData{Data: seen.bundle(), Metadata: seen.metadata(), Transient: o.transient()}
	switch {
	case again && seen.Report.Running && o.gone:
	case again && !seen.Report.Running && !o.settled && (o.gone || o.passed):
		if !o.gone {
			// Nothing is left of it. An empty text, since tools warn of data without a type.
			o.r.publish(jupyter.UpdateDisplayData{Data: jupyter.TextBundle(""), Transient: d.Transient})
		}
		o.show(d)
	case again:
		o.r.publish(jupyter.UpdateDisplayData(d))
	default:
		o.show(d)
	}
	o.settled = !seen.Report.Running
}

// show publishes the report below all that is there.
func (o *cellOutputs) show(d jupyter.DisplayData) {
	o.place++
	o.passed, o.gone = false, false
	d.Transient = o.transient()
	o.r.publish(d)
}

// transient names the display of the report.
func (o *cellOutputs) transient() jupyter.Transient {
	return jupyter.Transient{DisplayID: fmt.Sprintf("schedtick-report-%s-%d", o.r.msg.Header.ID, o.place)}
}

func (o *cellOutputs) Input(ctx context.Context, prompt string, password bool) (string, error) {
	return o.r.k.prompter.ask(ctx, o.r, prompt, password)
}
