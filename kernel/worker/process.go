package worker

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"

	"schedtick/kernel/rt"
)

// process is one run of the worker's binary, from its start to its last byte.
//
// Goroutines, all started by start and waited for by bury:
//
//	1  receive  reads frames and hands them to the Worker's loop; ends when the
//	            process closes its end, or when quit is closed.
//	2  wait     reaps the process and ends what is left of its group; closes gone.
//	3  a pump for each of standard output and error, unless inherited
//	4  the crashLog's reader
type process struct {
	cmd     *exec.Cmd
	grouped bool // leads a process group of its own
	send    *frameWriter
	link    *link
	frames  chan frame    // closed at the end
	quit    chan struct{} // closed by bury
	gone    chan struct{} // closed when the process is reaped
	bad     error         // what ended receive early; read it when frames is closed

	streams *streams
	pumps   []*pump
	crash   *crashLog
	shared  *sharedMemory // nil if the platform has none

	greeted bool // its ready frame has come
}

// start begins a process; it does not wait for its first frame.
func start(cfg *Config) (_ *process, err error) {
	p := &process{
		cmd:     exec.Command(cfg.Exe, cfg.Args...),
		frames:  make(chan frame),
		quit:    make(chan struct{}),
		gone:    make(chan struct{}),
		streams: newStreams(),
	}
	p.cmd.Dir, p.cmd.Env = cfg.Dir, cfg.Env
	var theirs, ours []*os.File // of the pipes; theirs are closed in any case
	defer func() {
		for _, f := range theirs {
			f.Close()
		}
		if err != nil {
			for _, f := range ours {
				f.Close()
			}
			p.shared.close()
		}
	}()
	pipe := func() (r, w *os.File) {
		if err == nil {
			r, w, err = os.Pipe()
		}
		if err == nil {
			theirs, ours = append(theirs, w), append(ours, r)
		}
		return r, w
	}
	outR, outW := pipe()
	errR, errW := pipe()
	crashR, crashW := pipe()
	if err != nil {
		return nil, fmt.Errorf("worker: pipes: %w", err)
	}
	if cfg.Stdio == Inherited {
		p.cmd.Stdin, p.cmd.Stdout, p.cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	} else {
		p.cmd.Stdout, p.cmd.Stderr = outW, errW
		p.grouped = true
	}
	if p.shared, err = newSharedMemory(); err != nil {
		cfg.Log.Warn("worker: no shared memory: output may be lost when the worker dies", "err", err)
		err = nil
	}
	if p.link, err = newLink(p.cmd, p.shared, crashW, p.grouped); err != nil {
		return nil, fmt.Errorf("worker: link: %w", err)
	}
	if err = p.cmd.Start(); err != nil {
		p.link.close()
		return nil, fmt.Errorf("worker: start: %w", err)
	}
	p.send = &frameWriter{w: p.link}
	p.pumps = []*pump{newPump("stdout", outR, p.streams), newPump("stderr", errR, p.streams)}
	p.crash = newCrashLog(crashR, p.kill)
	go p.receive()
	go p.wait()
	return p, nil
}

// receive is goroutine 1.
func (p *process) receive() {
	defer close(p.frames)
	if err := p.link.accept(p.quit); err != nil {
		p.bad = err
		return
	}
	for {
		f, err := readFrame(p.link)
		if err != nil {
			if errors.Is(err, errFrame) {
				p.bad = err
				p.kill()
			}
			return
		}
		select {
		case p.frames <- f:
		case <-p.quit:
			return
		}
	}
}

// wait is goroutine 2.
func (p *process) wait() {
	defer close(p.gone)
	_ = p.cmd.Wait() // the state says it all
	p.kill()         // what it started
}

// kill ends the process, and what it started and left in its group.
func (p *process) kill() {
	if p.grouped {
		killGroup(p.cmd.Process.Pid)
	}
	_ = p.cmd.Process.Kill()
}

// lastWords is how long a dying process may take to say why.
const lastWords = time.Second

// reap waits until the process is gone, and helps it after a while. Call it when
// frames is closed.
func (p *process) reap() {
	t := time.NewTimer(lastWords)
	defer t.Stop()
	select {
	case <-p.gone:
	case <-t.C:
		p.kill()
		<-p.gone
	}
}

// bury frees everything; nothing of the process is alive when it returns.
func (p *process) bury() {
	close(p.quit)
	p.kill()
	<-p.gone
	p.link.close()
	for range p.frames { // until receive has ended
	}
	for _, pump := range p.pumps {
		pump.close()
	}
	p.crash.close()
	p.shared.close()
}

// unwritten returns the standard output that the process, which is gone, had
// printed but not written. Call it after the last fence.
func (p *process) unwritten() []byte {
	text, writing := rt.Unflushed(p.shared.bytes())
	if !writing || len(p.pumps) == 0 {
		return text
	}
	// It died while writing: what has arrived ends with a first part of the text.
	have := p.pumps[0].recent
	for n := min(len(text), len(have)); n > 0; n-- {
		if bytes.HasSuffix(have, text[:n]) {
			return text[n:]
		}
	}
	return text
}
