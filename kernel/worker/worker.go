package worker

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"schedtick/kernel/program"
)

// killAfter is how long an interrupted cell may take to end before its process is
// ended.
const killAfter = 5 * time.Second

// ErrClosed is returned by methods of a Worker after Close.
var ErrClosed = errors.New("worker: closed")

// LostError says that the process died while no cell ran; a new one is there. The
// front loads what earlier cells declared, and tries again.
type LostError struct {
	Outcome Outcome // its Kind is Killed or Exit
}

func (e *LostError) Error() string {
	return "worker: the process died while no cell ran: " + e.Outcome.Message
}

// Worker is a process that runs user code, and the next one when it dies.
//
// Goroutines:
//
//	1  loop   started by Start, ended by Close, which waits for it. It alone talks
//	          to the process and calls Events, except for:
//	2  input  one while a program waits for input: calls Events.Input and sends the
//	          answer. It ends with that call, whose context ends when the cell is
//	          interrupted or ends, or the process dies; Close waits for it.
//
// The process has goroutines of its own, see there. All methods may be called from
// any goroutine.
type Worker struct {
	cfg    Config
	turn   chan struct{} // holds a token: one request at a time
	asked  chan *request
	quit   chan struct{} // closed by Close
	done   chan struct{} // closed by loop as its last act
	inputs sync.WaitGroup

	mu      sync.Mutex
	proc    *process // nil: could not be started
	closed  bool
	running bool // a Run is on its way
	stops   int  // how often it was interrupted
	grace   *time.Timer

	settings settings
	ordered  int            // number of the last order
	orders   map[int]*order // on their way, by number
}

// Start starts a worker. It does not wait until the process is ready; what is asked
// meanwhile waits. ctx bounds the start alone.
func Start(ctx context.Context, cfg Config) (*Worker, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, err
	}
	w := &Worker{
		cfg:   cfg,
		turn:  make(chan struct{}, 1),
		asked: make(chan *request),
		quit:  make(chan struct{}),
		done:  make(chan struct{}),

		orders: make(map[int]*order),
	}
	l := newLoop(w)
	if err := l.spawn(); err != nil {
		return nil, err
	}
	go l.run()
	return w, nil
}

// request is something asked of the loop.
type request struct {
	restart bool
	load    *program.Program
	run     *program.Program
	options RunOptions
	reply   chan reply // capacity 1
}

type reply struct {
	outcome Outcome
	err     error
}

// Load declares p without running anything.
func (w *Worker) Load(ctx context.Context, p *program.Program) error {
	_, err := w.ask(ctx, &request{load: p}, w.Interrupt)
	return err
}

// Run declares and runs p. A cell that fails, or takes the process with it, is an
// Outcome. An error means that p did not run: a *LostError, or that there is no
// process. When ctx is done the cell is interrupted, and Run returns its outcome.
func (w *Worker) Run(ctx context.Context, p *program.Program, o RunOptions) (Outcome, error) {
	return w.ask(ctx, &request{run: p, options: o}, w.Interrupt)
}

// Restart ends the process and starts another, with nothing declared. It does not
// wait for a running cell, whose Run returns with Lost set.
func (w *Worker) Restart(ctx context.Context) error {
	w.mu.Lock()
	w.settings.Procs = 0
	if w.running && w.proc != nil {
		w.proc.kill()
	}
	w.mu.Unlock()
	_, err := w.ask(ctx, &request{restart: true}, func() {})
	return err
}

// ask hands r to the loop and waits for its reply; abandoned is called once when
// ctx is done before.
func (w *Worker) ask(ctx context.Context, r *request, abandoned func()) (Outcome, error) {
	select {
	case w.turn <- struct{}{}:
		defer func() { <-w.turn }()
	case <-ctx.Done():
		return Outcome{}, ctx.Err()
	case <-w.quit:
		return Outcome{}, ErrClosed
	}
	r.reply = make(chan reply, 1)
	select {
	case w.asked <- r:
	case <-w.quit:
		return Outcome{}, ErrClosed
	}
	cancelled := ctx.Done()
	for {
		select {
		case a := <-r.reply:
			return a.outcome, a.err
		case <-cancelled:
			cancelled = nil
			abandoned()
		case <-w.done:
			select {
			case a := <-r.reply:
				return a.outcome, a.err
			default:
				return Outcome{}, ErrClosed
			}
		}
	}
}

// Interrupt stops the running cell; goroutines of other cells are left alone. If
// the cell has not ended after 5 s, or at a second call, the process is ended.
// Without a running cell it does nothing.
func (w *Worker) Interrupt() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.running || w.proc == nil {
		return
	}
	w.stops++
	p := w.proc
	switch w.stops {
	case 1:
		// The pipe may be full: the timer must run before anything waits for it.
		w.grace = time.AfterFunc(killAfter, p.kill)
		go func() {
			if err := p.send.send(frameStop, nil); err != nil {
				w.cfg.Log.Debug("worker: interrupt", "err", err)
			}
		}()
	case 2:
		p.kill()
	}
}

// begin notes that a cell runs.
func (w *Worker) begin() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.running, w.stops = true, 0
}

// end notes that no cell runs, and returns how often it was interrupted.
func (w *Worker) end() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.running = false
	if w.grace != nil {
		w.grace.Stop()
		w.grace = nil
	}
	return w.stops
}

// Close ends the process and everything it started. It waits until nothing of the
// worker is left; calling it twice does nothing.
func (w *Worker) Close() error {
	w.mu.Lock()
	closed := w.closed
	w.closed = true
	if !closed && w.proc != nil {
		w.proc.kill()
	}
	w.mu.Unlock()
	if !closed {
		close(w.quit)
	}
	<-w.done
	w.inputs.Wait()
	return nil
}

// notStarted explains why there is no process.
func notStarted(err error) error { return fmt.Errorf("worker: there is no process: %w", err) }
