package kernel

import (
	"context"

	"schedtick/kernel/cell"
	"schedtick/kernel/jupyter"
	"schedtick/kernel/panel"
	"schedtick/kernel/worker"
)

// timeline is %%timeline: the cell runs under an execution trace, and behind its
// outputs there is a picture of what ran where.
func (n *Notebook) timeline(ctx context.Context, c Cell, _ cell.Magic, out Outputs) Outcome {
	o, ended := n.ordinary(ctx, c, worker.RunOptions{Timeline: true}, out)
	switch {
	case ended.NoTimeline != "":
		out.Stream(jupyter.Stderr, []byte("%%timeline: there is no timeline: "+ended.NoTimeline+"\n"))
	case ended.Timeline != nil:
		b := panel.Timeline(ended.Timeline)
		out.Display(Display{Value: Value{
			Data:     jupyter.TextBundle(b.Text).WithText("text/html", b.HTML),
			Metadata: jupyter.Metadata{"schedtick": rawJSON(ended.Timeline)},
		}})
	}
	return o
}
