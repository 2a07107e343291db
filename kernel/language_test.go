package kernel

import (
	"context"
	"strings"
	"sync"
	"testing"

	"schedtick/kernel/jupyter"
	"schedtick/kernel/kerneltest"
	"schedtick/kernel/panel"
	"schedtick/kernel/session"
	"schedtick/runtimeprobe"
)

// words is a Language whose cells are single words. It has no worker, so that the
// protocol can be tested apart from Go.
type words struct {
	mu      sync.Mutex
	stop    chan struct{} // closed by Interrupt; not nil while a cell blocks
	closed  bool
	blocked chan struct{} // receives when a cell begins to block

	followed bool // the running cell has a report
}

func newWords() *words { return &words{blocked: make(chan struct{}, 16)} }

func (w *words) Run(ctx context.Context, c Cell, out Outputs) Outcome {
	o := Outcome{Observed: Observed{Report: &runtimeprobe.Report{}, Probe: panel.Line}}
	verb, rest, _ := strings.Cut(c.Code, " ")
	defer func() {
		if o.Failure == nil && verb != "page" && verb != "follow" {
			out.Report(o.Observed, false)
		}
	}()
	switch verb {
	case "print":
		out.Stream(jupyter.Stdout, []byte(rest))
	case "value":
		out.Result(Value{Data: jupyter.TextBundle(rest)})
	case "show":
		out.Display(Display{Value: Value{Data: jupyter.TextBundle("0%")}, ID: "d"})
		out.Display(Display{Value: Value{Data: jupyter.TextBundle("100%")}, ID: "d", Update: true})
		out.Display(Display{Clear: true, Wait: true})
	case "follow": // words: print, clear, live (report while it runs), final
		for _, do := range strings.Fields(rest) {
			switch do {
			case "print":
				out.Stream(jupyter.Stdout, []byte("line\n"))
			case "clear":
				out.Display(Display{Clear: true, Wait: true})
			case "live":
				out.Report(Observed{Report: &runtimeprobe.Report{Running: true}, Probe: panel.Line}, w.followed)
				w.followed = true
			case "final":
				out.Report(Observed{Report: &runtimeprobe.Report{}, Probe: panel.Line}, w.followed)
				w.followed = true
			}
		}
		w.followed = false
	case "page":
		return Outcome{Page: jupyter.TextBundle("help")}
	case "ask":
		answer, err := out.Input(ctx, "? ", false)
		if err != nil {
			o.Failure = &Failure{Name: "input", Value: err.Error()}
			return o
		}
		out.Stream(jupyter.Stdout, []byte(answer))
	case "fail":
		o.Failure = &Failure{Name: "panic", Value: "boom"}
		o.Failure.add(Head, "panic: boom")
	case "crash":
		panic("a fault of the kernel's own")
	case "block":
		w.mu.Lock()
		stop := make(chan struct{})
		w.stop = stop
		if w.closed {
			close(stop)
		}
		w.mu.Unlock()
		w.blocked <- struct{}{}
		<-stop
		o.Failure = &Failure{Name: "interrupted", Value: "interrupted"}
	}
	return o
}

func (w *words) Evaluate(_ context.Context, expr string) (Value, *Failure) {
	if expr == "bad" {
		return Value{}, &Failure{Name: "compile error", Value: "undefined: bad"}
	}
	return Value{Data: jupyter.TextBundle(expr + "!")}, nil
}

func (w *words) Interrupt() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.stop != nil {
		close(w.stop)
		w.stop = nil
	}
}

func (w *words) Complete(_ string, cursor int) session.Completion {
	return session.Completion{Start: cursor - 1, End: cursor, Items: []session.Item{{Text: "print", Kind: "verb"}}}
}

func (w *words) Inspect(code string, _, _ int) jupyter.Bundle {
	if code == "print" {
		return jupyter.TextBundle("prints")
	}
	return nil
}

func (w *words) IsComplete(code string) (jupyter.Completeness, string) {
	if strings.HasSuffix(code, "{") {
		return jupyter.Incomplete, "\t"
	}
	return jupyter.Complete, "ignored"
}

func (w *words) Close() error {
	w.Interrupt()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed = true
	return nil
}

// startWords serves a words kernel until the end of the test and returns its
// ports, its language, and a function that waits for its end.
func startWords(t *testing.T) (jupyter.ConnectionInfo, *words, func() error) {
	t.Helper()
	lang := newWords()
	info, wait := startServe(t, Options{Language: lang})
	return info, lang, wait
}

// startServe runs Serve on ports of its own choice.
func startServe(t *testing.T, opts Options) (jupyter.ConnectionInfo, func() error) {
	t.Helper()
	opts.Connection = jupyter.ConnectionInfo{
		Transport: jupyter.TCP, IP: "127.0.0.1", Key: "secret", SignatureScheme: jupyter.Scheme,
	}
	ready := make(chan jupyter.ConnectionInfo, 1)
	opts.Ready = func(info jupyter.ConnectionInfo) error { ready <- info; return nil }
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	var err error
	go func() { defer close(done); err = Serve(ctx, opts) }()
	t.Cleanup(func() { cancel(); <-done })
	wait := func() error { <-done; return err }
	select {
	case info := <-ready:
		return info, wait
	case <-done:
		t.Fatalf("serve: %v", err)
		return jupyter.ConnectionInfo{}, wait
	}
}

// dial connects a client; it is closed before the kernel is.
func dial(t *testing.T, info jupyter.ConnectionInfo) *kerneltest.Client {
	t.Helper()
	return kerneltest.Dial(t, info)
}
