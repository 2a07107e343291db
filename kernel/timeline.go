package kernel

import (
	"context"

	"schedtick/kernel/cell"
	"schedtick/kernel/jupyter"
	"schedtick/kernel/panel/lanes"
	"schedtick/kernel/worker"
)

// timeline is %%timeline: the cell runs under an execution trace, and behind its
// outputs and its report there is a picture of what ran where.
func (n *Notebook) timeline(ctx context.Context, c Cell, _ cell.Magic, out Outputs) Outcome {
	return n.ordinary(ctx, c, worker.RunOptions{Timeline: true}, out)
}

// showTimeline shows the timeline of a cell that has one.
func showTimeline(o worker.Outcome, out Outputs) {
	switch {
	case o.NoTimeline != "":
		out.Stream(jupyter.Stderr, []byte("%%timeline: there is no timeline: "+o.NoTimeline+"\n"))
	case o.Timeline != nil:
		b := lanes.Render(o.Timeline)
		out.Display(Display{Value: Value{
			Data:     jupyter.TextBundle(b.Text).WithText("text/html", b.HTML),
			Metadata: jupyter.Metadata{"schedtick": rawJSON(o.Timeline)},
		}})
	}
}
