package kernel

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"sync"

	"schedtick/kernel/jupyter"
	"schedtick/kernel/worker"
)

// outputRoutes says where the outputs of each cell go. Cells that ended keep their
// entry, for the goroutines that they left behind.
type outputRoutes struct {
	mu     sync.Mutex
	byCell map[int]Outputs
	order  []int // oldest first

	running int         // the cell that runs, 0 if none
	late    map[int]int // lines of earlier cells since it began, by cell
}

// maxRoutes bounds the cells whose late output still finds them.
const maxRoutes = 1000

func (r *outputRoutes) set(cell int, out Outputs) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.byCell == nil {
		r.byCell = make(map[int]Outputs)
	}
	if _, again := r.byCell[cell]; !again {
		if len(r.order) == maxRoutes {
			delete(r.byCell, r.order[0])
			r.order = r.order[1:]
		}
		r.order = append(r.order, cell)
	}
	r.byCell[cell] = out
}

// begin notes that cell runs.
func (r *outputRoutes) begin(cell int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.running, r.late = cell, nil
}

// end notes that no cell runs, and returns what earlier ones printed meanwhile.
func (r *outputRoutes) end() []LateLines {
	r.mu.Lock()
	defer r.mu.Unlock()
	var list []LateLines
	for _, cell := range slices.Sorted(maps.Keys(r.late)) {
		list = append(list, LateLines{cell, r.late[cell]})
	}
	r.running, r.late = 0, nil
	return list
}

// printed counts lines that go to another cell than the running one. Text that ends
// within a line is one.
func (r *outputRoutes) printed(cell int, data []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.running == 0 || cell == r.running || r.byCell[cell] == nil {
		return
	}
	if r.late == nil {
		r.late = make(map[int]int)
	}
	r.late[cell] += bytes.Count(data, newline)
	if !bytes.HasSuffix(data, newline) {
		r.late[cell]++
	}
}

var newline = []byte("\n")

// drop forgets a cell, whose late output then goes with the newest.
func (r *outputRoutes) drop(cell int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if i := slices.Index(r.order, cell); i >= 0 {
		r.order = slices.Delete(r.order, i, i+1)
		delete(r.byCell, cell)
	}
}

// of returns where the outputs of cell go; those of a cell long gone go with the
// newest. nil means that there is no cell at all.
func (r *outputRoutes) of(cell int) Outputs {
	r.mu.Lock()
	defer r.mu.Unlock()
	if out, ok := r.byCell[cell]; ok {
		return out
	}
	if len(r.order) == 0 {
		return nil
	}
	return r.byCell[r.order[len(r.order)-1]]
}

// events turns what the worker's supervisor reports into outputs. The supervisor
// calls it from one goroutine.
type events struct{ n *Notebook }

// Stream is output of a cell.
func (e events) Stream(cell int, name string, data []byte) {
	if out := e.n.routes.of(cell); out != nil {
		e.n.routes.printed(cell, data)
		out.Stream(jupyter.StreamName(name), data)
	}
}

// Display is a request of package display.
func (e events) Display(cell int, d worker.Display) {
	if out := e.n.routes.of(cell); out != nil {
		out.Display(Display{
			Value: shownValue(d), ID: d.ID,
			Update: d.Kind == worker.Update, Clear: d.Kind == worker.Clear, Wait: d.Wait,
		})
	}
}

// Result is the value of a cell's last expression.
func (e events) Result(cell int, d worker.Display) {
	if out := e.n.routes.of(cell); out != nil {
		out.Result(shownValue(d))
	}
}

// Input asks the user for a line.
func (e events) Input(ctx context.Context, cell int, prompt string, password bool) (string, error) {
	out := e.n.routes.of(cell)
	if out == nil {
		return "", errNoInput
	}
	return out.Input(ctx, prompt, password)
}

func shownValue(d worker.Display) Value {
	return Value{Data: jupyter.Bundle(d.Data), Metadata: jupyter.Metadata(d.Metadata)}
}

// lastValue keeps the value of an expression and drops all else.
type lastValue struct{ value Value }

func (*lastValue) Stream(jupyter.StreamName, []byte) {}
func (*lastValue) Display(Display)                   {}
func (*lastValue) Report(Observed, bool)             {}
func (o *lastValue) Result(v Value)                  { o.value = v }
func (*lastValue) Input(context.Context, string, bool) (string, error) {
	return "", errNoInput
}
