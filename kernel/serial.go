package kernel

import (
	"context"
	"sync"
	"time"

	"schedtick/kernel/jupyter"
)

// serialOutputs lets several goroutines call the outputs of a cell: the child's and
// the worker's, whose late output may come meanwhile.
type serialOutputs struct {
	mu  sync.Mutex
	out Outputs
}

func (o *serialOutputs) Stream(name jupyter.StreamName, data []byte) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.out.Stream(name, data)
}

func (o *serialOutputs) Display(d Display) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.out.Display(d)
}

func (o *serialOutputs) Result(v Value) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.out.Result(v)
}

// Report may be called while other methods are.
func (o *serialOutputs) Report(r Observed, again bool) { o.out.Report(r, again) }

// Input may be called while other methods are.
func (o *serialOutputs) Input(ctx context.Context, prompt string, password bool) (string, error) {
	return o.out.Input(ctx, prompt, password)
}

// slowBuild is how long a build takes before the user is told why.
const slowBuild = 6 * time.Second

// building runs a build, and says so if it takes long.
func building(out Outputs, what string, build func()) {
	told := make(chan struct{})
	t := time.AfterFunc(slowBuild, func() {
		defer close(told)
		out.Stream(jupyter.Stderr, []byte(what+": building. The first build of its kind takes a minute, later ones a second.\n"))
	})
	build()
	if !t.Stop() {
		<-told
	}
}
