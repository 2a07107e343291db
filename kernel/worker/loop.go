package worker

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"
)

// Output is collected for flushAfter, or until there are flushSize bytes.
const (
	flushAfter = 25 * time.Millisecond
	flushSize  = 128 << 10
)

// loop is the state of a Worker's goroutine 1; only that touches it.
type loop struct {
	w     *Worker
	p     *process // the process, nil if there is none
	none  error    // why there is none
	cur   *request // what the process works on, nil if idle
	begun bool     // the process has taken it up
	cell  int      // that ran last
	last  *Outcome // the process's own account of its death, when it could give one
	lost  *LostError
	names names

	flush  *time.Timer // fires when output has waited long enough
	armed  bool
	cancel context.CancelFunc // ends the input that is being asked for
}

func newLoop(w *Worker) *loop {
	l := &loop{w: w, flush: time.NewTimer(time.Hour), cancel: func() {}, names: names{}}
	l.flush.Stop()
	return l
}

// run is goroutine 1.
func (l *loop) run() {
	defer close(l.w.done)
	defer l.drop()
	for {
		var frames chan frame
		var ready chan struct{}
		if l.p != nil {
			frames, ready = l.p.frames, l.p.streams.ready
		}
		asked := l.w.asked
		if l.cur != nil {
			asked = nil
		}
		select {
		case <-l.w.quit:
			l.publish(true)
			l.answer(Outcome{}, ErrClosed)
			return
		case r := <-asked:
			l.take(r)
		case f, ok := <-frames:
			if ok {
				l.handle(f)
			} else {
				l.died()
			}
		case <-ready:
			l.wait()
		case <-l.flush.C:
			l.armed = false
			l.publish(false)
		}
	}
}

// spawn starts a process, unless that fails. One that ends before it reads its
// first message has started: the end of its frames tells why it ended.
func (l *loop) spawn() error {
	p, err := start(&l.w.cfg)
	if err == nil {
		unread := p.send.send(frameInit, initMsg{
			Captured: l.w.cfg.Stdio == Captured,
			MemLimit: l.w.cfg.MemLimit,
			Args:     l.w.cfg.ProgramArgs,
			Settings: l.w.adjust(func(*settings) {}),
		})
		if unread != nil {
			l.w.cfg.Log.Debug("worker: first message", "err", unread)
			p.kill()
		}
	}
	l.p, l.none, l.last = p, err, nil
	l.w.mu.Lock()
	l.w.proc = p
	if l.w.closed && p != nil {
		p.kill()
	}
	l.w.mu.Unlock()
	return err
}

// drop ends the process.
func (l *loop) drop() {
	l.cancel()
	l.w.mu.Lock()
	l.w.proc = nil
	l.w.mu.Unlock()
	if l.p != nil {
		l.p.bury()
		l.p = nil
	}
}

// take begins a request.
func (l *loop) take(r *request) {
	l.cur, l.begun = r, false
	if r.restart {
		l.publish(true)
		l.drop()
		l.lost = nil
		l.answer(Outcome{}, l.spawn())
		return
	}
	if l.p == nil {
		if err := l.spawn(); err != nil {
			l.answer(Outcome{}, notStarted(err))
			return
		}
	}
	if r.load != nil {
		l.lost = nil
		l.names.add(r.load)
		l.sent(l.p.send.send(frameLoad, loadMsg{r.load}))
		return
	}
	if l.lost != nil {
		err := l.lost
		l.lost = nil
		l.answer(Outcome{}, err)
		return
	}
	l.publish(true) // what is late belongs to the cell before
	l.cell = r.run.Cell
	l.names.add(r.run)
	l.w.begin()
	l.sent(l.p.send.send(frameRun, runMsg{r.run, r.options}))
}

// sent looks at the error of sending a request. A process that is dying does not
// read; the end of its frames will tell. A request too large to send is refused.
func (l *loop) sent(err error) {
	if err == nil {
		return
	}
	l.w.cfg.Log.Debug("worker: request", "err", err)
	select {
	case <-l.p.gone:
	default:
		l.p.kill()
	}
}

// answer replies to the current request, if there is one.
func (l *loop) answer(o Outcome, err error) {
	if l.cur == nil {
		return
	}
	r := l.cur
	l.cur = nil
	l.w.end()
	r.reply <- reply{o, err}
}

// handle looks at a frame, after publishing what was printed before it.
func (l *loop) handle(f frame) {
	switch f.typ {
	case frameReady, frameLoaded, frameBegun:
	case frameLate: // is in order with itself, and with what ends the cell
	default:
		l.fence()
	}
	var err error
	switch f.typ {
	case frameReady:
		l.p.greeted = true
	case frameLoaded:
		var m loadedMsg
		if err = f.decode(&m); err == nil {
			if m.Failure != "" {
				l.answer(Outcome{}, errors.New(m.Failure))
			} else {
				l.answer(Outcome{}, nil)
			}
		}
	case frameBegun:
		l.begun = true
	case frameDone:
		var m doneMsg
		if err = f.decode(&m); err == nil {
			l.cancel()
			l.p.crash.fence()
			l.strays()
			l.publish(true)
			l.answer(m.Outcome, nil)
		}
	case frameDying:
		var m doneMsg
		if err = f.decode(&m); err == nil {
			l.last = &m.Outcome
		}
	case frameShow:
		var d Display
		if err = f.decode(&d); err == nil {
			l.show(d)
			if d.Ack != 0 {
				l.sent(l.p.send.send(frameAnswer, answerMsg{ID: d.Ack}))
			}
		}
	case frameLate:
		var m lateMsg
		if err = f.decode(&m); err == nil {
			l.p.streams.addLate(m.Cell, m.Stream, m.Text)
			if l.p.streams.pending() > streamRoom {
				l.publish(false)
			}
		}
	case frameObeyed:
		var m obeyedMsg
		if err = f.decode(&m); err == nil {
			l.w.obeyed(m)
		}
	case frameAsk:
		var m askMsg
		if err = f.decode(&m); err == nil {
			l.input(m)
		}
	default:
		err = fmt.Errorf("worker: %w: type %d from a worker", errFrame, f.typ)
	}
	if err != nil {
		l.w.cfg.Log.Error("worker: frame", "err", err)
		l.p.kill()
	}
}

func (l *loop) show(d Display) {
	if d.Value {
		l.w.cfg.Events.Result(d.Cell, d)
	} else {
		l.w.cfg.Events.Display(d.Cell, d)
	}
}

// input asks for a line, on goroutine 2.
func (l *loop) input(m askMsg) {
	l.cancel()
	ctx, cancel := context.WithCancel(context.Background())
	l.cancel = cancel
	send := l.p.send
	l.w.inputs.Add(1)
	go func() {
		defer l.w.inputs.Done()
		defer cancel()
		a := answerMsg{ID: m.ID}
		var err error
		if a.Text, err = l.w.cfg.Events.Input(ctx, m.Cell, m.Prompt, m.Password); err != nil {
			if errors.Is(err, ErrInterrupted) {
				return // the stop is on its way, and ends the question in the process
			}
			a.Failure, a.End = err.Error(), errors.Is(err, io.EOF)
		}
		if err := send.send(frameAnswer, a); err != nil {
			l.w.cfg.Log.Debug("worker: input", "err", err)
		}
	}()
}

// fence publishes all that was printed before the frame in hand was sent.
func (l *loop) fence() {
	for _, p := range l.p.pumps {
		ack := p.fence()
		for waiting := true; waiting; {
			select {
			case <-ack:
				waiting = false
			case <-p.done:
				waiting = false
			case <-l.p.streams.ready:
				if l.p.streams.pending() >= flushSize {
					l.publish(false)
				}
			}
		}
	}
	l.publish(false)
}

// strays publishes what was written to descriptor 2 behind os.Stderr's back.
func (l *loop) strays() {
	l.p.streams.add("stderr", l.p.crash.stray())
}

// wait publishes output now or a little later.
func (l *loop) wait() {
	switch {
	case l.p.streams.pending() >= flushSize:
		l.publish(false)
	case !l.armed:
		l.armed = true
		l.flush.Reset(flushAfter)
	}
}

// publish hands on the output that is there. With all, an unfinished character at
// its end does not wait for its other bytes.
func (l *loop) publish(all bool) {
	if l.armed {
		l.flush.Stop()
		l.armed = false
	}
	if l.p == nil {
		return
	}
	for _, s := range l.p.streams.take(all) {
		cell := l.cell
		if s.cell != 0 {
			cell = s.cell
		}
		l.w.cfg.Events.Stream(cell, s.name, s.data)
	}
}

// died replaces a process whose frames have ended.
func (l *loop) died() {
	p := l.p
	l.cancel()
	p.reap()
	l.fence()
	p.streams.add("stdout", p.unwritten())
	select {
	case <-p.crash.done:
	case <-time.After(lastWords): // somebody who left the group still holds the pipe
	}
	l.strays()
	l.publish(true)
	o := l.obituary(p)
	greeted := p.greeted
	l.drop()

	if greeted {
		if err := l.spawn(); err != nil {
			l.w.cfg.Log.Error("worker: cannot be replaced", "err", err)
		}
	} else {
		l.none = fmt.Errorf("it died at its start: %s", o.Message)
	}
	switch {
	case l.cur == nil && greeted:
		l.lost = &LostError{o}
	case l.cur == nil:
	case !greeted:
		l.answer(Outcome{}, notStarted(l.none))
	case !l.begun && o.Kind != Interrupted: // it died before it could look at the request
		l.answer(Outcome{}, &LostError{o})
	default:
		l.answer(o, nil)
	}
}

// obituary says how p died.
func (l *loop) obituary(p *process) Outcome {
	o := Outcome{Kind: Killed}
	state := p.cmd.ProcessState
	dump := p.crash.text()
	l.w.mu.Lock()
	stops := l.w.stops
	running := l.w.running
	l.w.mu.Unlock()
	switch {
	case l.last != nil:
		o = *l.last
	case p.bad != nil:
		o.Message = "internal error: " + p.bad.Error()
	case dump != "":
		o.Message, o.Fatal = crashCause(dump)
		o.Stack = l.names.stack(crashStack(dump))
		l.w.cfg.Log.Debug("worker: crash", "dump", dump)
	case state.Exited():
		o.Kind, o.ExitCode = Exit, state.ExitCode()
		o.Message = fmt.Sprintf("exit status %d", o.ExitCode)
	case running && stops > 0:
		o.Kind = Interrupted
		o.Message = "interrupted: the cell did not stop, so its process was ended"
	default:
		o.Message = state.String() // "signal: killed"
	}
	o.Lost = true
	return o
}
