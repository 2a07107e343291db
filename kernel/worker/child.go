package worker

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"schedtick/kernel/display"
	"schedtick/kernel/engine"
	"schedtick/kernel/heapdump"
	"schedtick/kernel/program"
	"schedtick/kernel/rt"
	"schedtick/runtimeprobe"
)

const (
	// maxStack ends a runaway recursion in 0.2 s instead of filling 1 GB first.
	maxStack = 64 << 20
	// leaveTime is how long goroutines that are stopped get to leave before the cell
	// is called ended without them: those inside compiled code cannot be stopped.
	leaveTime = 500 * time.Millisecond
	// othersTime is how long the others get once the cell's own goroutine has left.
	othersTime = 100 * time.Millisecond
)

// exit statuses of the process that mean something to nobody but a reader of logs.
const (
	statusOrphan   = 3 // the front is gone
	statusProtocol = 4
	statusMemory   = 5
)

// child is the process's side.
//
// Goroutines, all there before the first cell, so that the number is constant while
// one runs; rt and the probe do not count them:
//
//	1  main    serves requests one at a time, until the process ends
//	2  listen  reads frames; ends the process when the front is gone
//	3  watch   looks at memory while a cell runs, and whether it can still go on
//	4  the probe's sampler
//	5  aide    carries out orders, one at a time, while a cell may run
//	6  rt.KeepFlushing writes what was printed
//
// While a trace is taken there are those of a timeline.Recording too, and counted.
//
// The cell's own goroutine is rt's.
type child struct {
	send     *frameWriter
	engine   *engine.Engine
	probe    *runtimeprobe.Probe
	host     func(n int) // n more goroutines of the process's own, or less
	requests chan frame
	memory   *watch
	orders   chan orderMsg // to the aide
	ready    chan struct{} // closed when all is there that orders need
	origin   atomic.Bool   // late output goes to its own cell
	captured bool          // standard output goes to the front, which tells cells apart

	turn   sync.Mutex // held while a cell runs, and while leaked goroutines are searched
	search search     // under turn

	doubts atomic.Pointer[doubt] // the detector's, of the running cell; may be old

	mu      sync.Mutex
	names   names                  // of what was declared
	cell    *rt.Cell               // running, nil if none
	observe *runtimeprobe.Cell     // the same under the probe, nil if none is
	stop    chan struct{}          // closed when it is stopped
	doubt   string                 // what doubted said when it was
	latest  int                    // cell that ran last
	options RunOptions             // of that cell
	asked   int                    // number of the last question
	answers map[int]chan answerMsg // by number of the question
}

// Main is the hidden subcommand: it serves the front that started this process, and
// does not return.
func Main() {
	c := &child{
		requests: make(chan frame), orders: make(chan orderMsg, maxOrders), ready: make(chan struct{}),
		answers: map[int]chan answerMsg{}, names: names{},
		search: search{find: rt.FindLeaks},
	}
	err := c.main()
	fmt.Fprintln(os.Stderr, err)
	os.Exit(statusProtocol)
}

func (c *child) main() error {
	debug.SetMaxStack(maxStack)
	ends, err := inherit()
	if err != nil {
		return fmt.Errorf("worker: this command is started by schedtick itself: %w", err)
	}
	c.send = &frameWriter{w: ends.out}
	f, err := readFrame(ends.in)
	if err != nil {
		return err
	}
	var m initMsg
	if f.typ != frameInit {
		return fmt.Errorf("worker: %w: type %d comes first", errFrame, f.typ)
	}
	if err := f.decode(&m); err != nil {
		return err
	}
	os.Args = append([]string{"main"}, m.Args...)

	rt.SetOutput(os.Stdout, ends.shared.bytes())
	if m.Captured {
		rt.SetInput(c.ask)
		c.captured = true
	}
	display.SetSink(c.show)
	if c.engine, err = engine.New(); err != nil {
		return err
	}
	c.memory = newWatch(m.MemLimit, c.outOfMemory, c.nearLimit, newDetector(c).look)
	go c.listen(ends)
	go c.aide()
	go rt.KeepFlushing()
	baseline := runtimeprobe.NewBaseline(0)
	c.probe = runtimeprobe.New(runtimeprobe.Options{Baseline: baseline, Living: c.staying, Calls: heapdump.Calls})
	rt.SetBaseline(baseline.Host())
	c.host = func(n int) {
		declare(baseline, n)
		rt.AddBaseline(n)
	}
	c.adjust(m.Settings)
	close(c.ready)
	if err := c.send.send(frameReady, readyMsg{}); err != nil {
		return err
	}
	for f := range c.requests {
		if err := c.serve(f); err != nil {
			return err
		}
	}
	return nil
}

// declare says that the host has n more goroutines, or less.
func declare(b *runtimeprobe.Baseline, n int) {
	if n > 0 {
		b.Started(n)
	} else {
		b.Ended(-n)
	}
}

// listen is goroutine 2. What a running cell waits for it handles itself.
func (c *child) listen(ends *ends) {
	for {
		f, err := readFrame(ends.in)
		if err != nil {
			rt.FlushOutput()
			endGroup()
			os.Exit(statusOrphan)
		}
		switch f.typ {
		case frameStop:
			c.stopCell()
		case frameOrder:
			var m orderMsg
			if f.decode(&m) == nil {
				c.order(m)
			}
		case frameAnswer:
			var m answerMsg
			if f.decode(&m) == nil {
				c.answer(m)
			}
		default:
			c.requests <- f
		}
	}
}

// serve answers one request.
func (c *child) serve(f frame) error {
	switch f.typ {
	case frameLoad:
		var m loadMsg
		if err := f.decode(&m); err != nil {
			return err
		}
		c.mu.Lock()
		c.names.add(m.Program)
		c.mu.Unlock()
		var l loadedMsg
		if _, err := c.engine.Load(m.Program); err != nil {
			l.Failure = err.Error()
		}
		return c.send.send(frameLoaded, l)
	case frameRun:
		var m runMsg
		if err := f.decode(&m); err != nil {
			return err
		}
		if err := c.send.send(frameBegun, nil); err != nil {
			return err
		}
		o := c.run(m.Program, m.Options)
		rt.FlushOutput()
		return c.send.send(frameDone, doneMsg{o})
	}
	return fmt.Errorf("worker: %w: type %d from the front", errFrame, f.typ)
}

// run runs a cell and says how it ended.
func (c *child) run(p *program.Program, o RunOptions) Outcome {
	c.turn.Lock()
	defer c.turn.Unlock()
	c.mu.Lock()
	c.names.add(p)
	c.mu.Unlock()
	entry, err := c.engine.Load(p)
	if err != nil {
		return Outcome{Kind: Refused, Message: err.Error()}
	}
	if entry == nil {
		entry = func() {}
	}
	cell := rt.NewCell(p.Cell, p.Name)
	stop := make(chan struct{})
	c.mu.Lock()
	c.cell, c.stop, c.doubt, c.latest, c.options = cell, stop, "", p.Cell, o
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		c.cell, c.observe = nil, nil
		c.mu.Unlock()
	}()
	c.memory.start()
	defer c.memory.stop()

	tracer := c.startTrace(o)
	var observed *runtimeprobe.Cell // set by the cell's goroutine
	observing := make(chan struct{})
	cell.Start(func() {
		if o.Probe == "off" {
			close(observing)
			entry()
			return
		}
		// On the cell's own goroutine, before and after, so that it counts itself
		// both times, as a program that asks would.
		observed = c.probe.Start(p.Name)
		c.mu.Lock()
		c.observe = observed
		c.mu.Unlock()
		close(observing)
		defer func() {
			count(observed, cell)
			observed.Stop()
		}()
		entry()
	})
	c.await(cell)
	out := c.outcome(cell)
	tracer.stop(p.Cell, &out)
	<-observing
	if observed != nil {
		count(observed, cell)
		r := observed.Stop() // the same once more, unless the goroutine is stuck
		out.Report = &r
		// Most cells leave nobody, and cost nothing here.
		if rt.Living() > 0 || r.Goroutines.After > 1 {
			c.search.begin()
			c.search.run(c.probe, o.Last)
			out.Snapshot = c.snapshot(false)
		}
	}
	return out
}

// staying is how many goroutines of cells are not about to end. Once the end of a cell is
// decided, all of its are but its own, which asks.
func (c *child) staying() int {
	n := rt.Staying()
	c.mu.Lock()
	cell := c.cell
	c.mu.Unlock()
	if cell == nil {
		return n
	}
	select {
	case <-cell.Decided():
		return n - max(0, cell.Stats().Alive-1)
	default:
		return n
	}
}

// count hands the probe the numbers that rt knows exactly.
func count(observed *runtimeprobe.Cell, cell *rt.Cell) {
	n := cell.Stats()
	// The cell's own goroutine is the host's doing, not one of its go statements.
	observed.Counted(runtimeprobe.Counts{Alive: n.Alive, Peak: n.Peak, Created: uint64(max(0, n.Created-1))})
}

// await waits until the cell has ended: until its own goroutine has, or, once its
// end is decided by something else, until that goroutine has had time to leave.
func (c *child) await(cell *rt.Cell) {
	select {
	case <-cell.Done():
	case <-cell.Decided():
		t := time.NewTimer(leaveTime)
		defer t.Stop()
		select {
		case <-cell.Done():
		case <-t.C:
			return
		}
	}
	select {
	case <-cell.Decided():
		cell.Wait(othersTime)
	default:
	}
}

// outcome translates how rt says the cell ended.
func (c *child) outcome(cell *rt.Cell) Outcome {
	e := cell.Ended()
	o := Outcome{Message: e.Message, ExitCode: e.ExitCode, GoSite: site(e.GoSite)}
	for _, f := range e.Stack {
		o.Stack = append(o.Stack, Frame(f))
	}
	switch e.Kind {
	case rt.OK:
		return Outcome{}
	case rt.Panicked:
		o.Kind = Panic
	case rt.GoroutinePanic:
		o.Kind = GoroutinePanic
	case rt.Goexited:
		o.Kind = Goexit
	case rt.Exited:
		o.Kind = Exit
		o.Message = fmt.Sprintf("exit status %d", e.ExitCode)
	case rt.Stopped:
		o.Kind = Interrupted
		o.Message = "interrupted"
		c.mu.Lock()
		o.Unconfirmed = c.doubt
		c.mu.Unlock()
	case rt.Fatal:
		o.Kind = Fatal
	case rt.Deadlocked:
		o.Kind, o.Waits = Deadlock, e.Waits
	}
	places, more := cell.Places(maxBlocked)
	for _, p := range places {
		g := p.First
		op := g.Op.String()
		if g.Op == 0 && o.Waits != nil && o.Waits.Asleep {
			op = "waiting in compiled code"
		}
		o.Blocked = append(o.Blocked, Goroutines{
			Count: p.Count, Cell: g.Cell, GoSite: site(g.Site), Op: op, OpSite: site(g.OpSite), Object: g.Object,
		})
	}
	o.BlockedMore = more
	return o
}

func site(id int) *program.Site {
	if s, ok := rt.Site(id); ok {
		return &s
	}
	return nil
}

// stopCell stops the running cell.
func (c *child) stopCell() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cell == nil {
		return
	}
	select {
	case <-c.stop:
		return
	default:
	}
	c.doubt = c.doubted()
	c.cell.Stop() // first: whoever the channel wakes must find the cell stopped
	close(c.stop)
}

// show hands a request of kernel/display to the front, after what was printed. A
// display is published when show returns, so that what the program prints next
// comes behind it. The value of the last expression has nothing behind it.
func (c *child) show(m display.Message) {
	rt.FlushOutput()
	d := Display{ID: m.ID, Wait: m.Wait, Data: encode(m.Data), Metadata: encode(m.Metadata)}
	switch m.Kind {
	case display.Update:
		d.Kind = Update
	case display.Clear:
		d.Kind = Clear
	case display.Value:
		d.Value = true
	}
	if d.Value {
		c.mu.Lock()
		d.Cell = c.latest
		c.mu.Unlock()
		_ = c.send.send(frameShow, d) // if the front is gone, listen ends the process
		return
	}
	q := c.question()
	defer c.settle(q)
	d.Cell, d.Ack = c.owner(q.cell), q.id
	if c.send.send(frameShow, d) == nil {
		<-q.answer
	}
}

// encode writes the values of m as JSON; what cannot be is shown as its error.
func encode[M ~map[string]any](m M) map[string]json.RawMessage {
	if m == nil {
		return nil
	}
	out := make(map[string]json.RawMessage, len(m))
	for k, v := range m {
		b, err := json.Marshal(v)
		if err != nil {
			b, _ = json.Marshal("display: " + err.Error())
		}
		out[k] = b
	}
	return out
}

// nearLimit warns that the goroutines of cells take more than half of what there is.
func (c *child) nearLimit(used, limit int64) {
	const mb, kb = 1 << 20, 1 << 10
	n := rt.Living()
	text := fmt.Sprintf("schedtick: %d goroutines are alive and %d MB in use; at %d MB this cell is ended, and variables are lost. "+
		"A goroutine takes about %d KB here, and about 3 KB in a %%%%native cell.\n", n, used/mb, limit/mb, used/int64(max(1, n))/kb)
	c.mu.Lock()
	cell := c.latest
	c.mu.Unlock()
	if !c.captured {
		_, _ = os.Stderr.WriteString(text)
		return
	}
	_ = c.send.send(frameLate, lateMsg{cell, rt.StderrName, []byte(text)}) // if the front is gone, listen ends the process
}

// outOfMemory ends the process because it uses more than it may.
func (c *child) outOfMemory(used, limit int64) {
	const mb = 1 << 20
	c.mu.Lock()
	stack := c.names.stack(busiest())
	c.mu.Unlock()
	where := ""
	if len(stack) > 0 {
		where = fmt.Sprintf(" at %s:%d:%d", stack[0].Name, stack[0].Line, stack[0].Col)
	}
	text := fmt.Sprintf("out of memory%s: %d MB in use, the limit is %d MB", where, used/mb, limit/mb)
	rt.FlushOutput()
	_ = c.send.send(frameDying, doneMsg{Outcome{Kind: Killed, Message: text, Fatal: text, Stack: stack}})
	endGroup()
	os.Exit(statusMemory)
}
