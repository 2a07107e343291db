package toolchain

import (
	"os"
	"sync"
	"time"
	"unicode/utf8"
)

const (
	feedEvery = 25 * time.Millisecond
	feedFull  = 128 << 10 // bytes that are handed on at once
	feedRoom  = 1 << 20   // bytes that wait; then the program waits
)

// feed hands on what comes through the pipes of a program.
//
// Goroutines, from start to close:
//
//	1  a pump for each pipe: reads it, to its end
//	2  hand: calls output
type feed struct {
	output func(name string, data []byte)
	pipes  []feedPipe
	pumps  sync.WaitGroup
	done   chan struct{} // closed by hand as its last act; nil if it was not started
	news   chan struct{} // capacity 1

	mu    sync.Mutex
	room  sync.Cond
	parts []feedPart
	size  int
	ended bool // the pumps have
}

type feedPipe struct {
	name string
	r, w *os.File
}

// feedPart is consecutive output of one stream.
type feedPart struct {
	name string
	data []byte
}

func newFeed(output func(string, []byte)) *feed {
	if output == nil {
		output = func(string, []byte) {}
	}
	f := &feed{output: output, news: make(chan struct{}, 1)}
	f.room.L = &f.mu
	return f
}

// pipe makes the stream's pipe and returns the program's end.
func (f *feed) pipe(name string) (*os.File, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	f.pipes = append(f.pipes, feedPipe{name, r, w})
	return w, nil
}

// start reads from now on. The program holds its ends.
func (f *feed) start() {
	for _, p := range f.pipes {
		p.w.Close()
		f.pumps.Go(func() { f.pump(p) })
	}
	f.done = make(chan struct{})
	go f.hand()
}

// lingering is how long a process that has left the program's group, and so was not
// ended with it, may hold the program's output open.
const lingering = time.Second

// close waits until all is read and handed on. A feed that was not started is
// only put away.
func (f *feed) close() {
	late := time.AfterFunc(lingering, func() {
		for _, p := range f.pipes {
			_ = p.r.SetReadDeadline(time.Unix(1, 0))
		}
	})
	f.pumps.Wait()
	late.Stop()
	f.mu.Lock()
	f.ended = true
	f.mu.Unlock()
	for _, p := range f.pipes {
		p.w.Close()
		p.r.Close()
	}
	if f.done != nil {
		f.tell()
		<-f.done
	}
}

func (f *feed) tell() {
	select {
	case f.news <- struct{}{}:
	default:
	}
}

func (f *feed) pump(p feedPipe) {
	buf := make([]byte, 64<<10)
	for {
		n, err := p.r.Read(buf)
		if n > 0 {
			f.add(p.name, buf[:n])
		}
		if err != nil {
			return
		}
	}
}

func (f *feed) add(name string, data []byte) {
	f.mu.Lock()
	for f.size >= feedRoom {
		f.room.Wait()
	}
	if n := len(f.parts); n > 0 && f.parts[n-1].name == name {
		f.parts[n-1].data = append(f.parts[n-1].data, data...)
	} else {
		f.parts = append(f.parts, feedPart{name, append([]byte(nil), data...)})
	}
	f.size += len(data)
	full := f.size >= feedFull
	f.mu.Unlock()
	if full {
		f.tell()
	}
}

func (f *feed) hand() {
	defer close(f.done)
	tick := time.NewTicker(feedEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-f.news:
		}
		parts, ended := f.take()
		for _, p := range parts {
			f.output(p.name, p.data)
		}
		if ended {
			return
		}
	}
}

// take removes what is there; the beginning of a character stays until its end has
// come.
func (f *feed) take() (parts []feedPart, ended bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	parts = f.parts
	f.parts, f.size = nil, 0
	if n := len(parts); n > 0 && !f.ended {
		last := &parts[n-1]
		if k := partial(last.data); k > 0 {
			cut := len(last.data) - k
			f.parts, f.size = []feedPart{{last.name, append([]byte(nil), last.data[cut:]...)}}, k
			if last.data = last.data[:cut]; cut == 0 {
				parts = parts[:n-1]
			}
		}
	}
	f.room.Broadcast()
	return parts, f.ended
}

// partial is the number of bytes at the end of b that begin a character without
// finishing it.
func partial(b []byte) int {
	for k := 1; k < utf8.UTFMax && k <= len(b); k++ {
		if c := b[len(b)-k]; utf8.RuneStart(c) {
			if c >= utf8.RuneSelf && !utf8.FullRune(b[len(b)-k:]) {
				return k
			}
			return 0
		}
	}
	return 0
}
