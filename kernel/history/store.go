package history

import (
	"log/slog"
	"slices"
	"sync"
	"time"
)

// Entry is one input.
type Entry struct {
	Session int    // from 1; sessions of all kernels are counted together
	Line    int    // execution count
	Input   string // as typed
	Output  string // text of the result; "" if there was none
}

const (
	// maxText bounds an input or an output, in bytes; a longer one is cut.
	maxText = 64 << 10
	// maxOwn bounds the entries of the own session in memory.
	maxOwn = 10_000
	// maxKept bounds the entries in the file.
	maxKept = 20_000
	// gather is how long the writer collects entries before it opens the file.
	gather = 300 * time.Millisecond
)

// Store is the history as one kernel sees it. Its methods may be called from any
// goroutine.
//
// Goroutines:
//  1. writer: started by the first Add; writes what has been added; ended by
//     Close, after a last write.
type Store struct {
	file fileStore
	log  *slog.Logger

	mu      sync.Mutex
	session int // 0 until the file, or its absence, has given a number
	own     []Entry
	written int  // own[:written] is in the file
	broken  bool // the file is not used any more
	closed  bool
	wake    chan struct{} // capacity 1; nil until the writer runs
	done    chan struct{} // closed by the writer
}

// Open returns a store on the file at path; an empty path keeps everything in
// memory. It does no I/O: the file is opened, and made, when there is something
// to read or write.
func Open(path string, log *slog.Logger) *Store {
	return &Store{file: fileStore{path: path}, log: log, broken: path == ""}
}

// Add appends an input under its execution count. It never waits.
func (s *Store) Add(line int, input string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	if len(s.own) == maxOwn {
		// What is dropped here is in the file, or the file is not used.
		s.own = slices.Delete(s.own, 0, maxOwn/10)
		s.written = max(0, s.written-maxOwn/10)
	}
	s.own = append(s.own, Entry{Line: line, Input: cut(input)})
	if s.broken {
		return
	}
	if s.wake == nil {
		s.wake, s.done = make(chan struct{}, 1), make(chan struct{})
		go s.write(s.wake, s.done)
	}
	select {
	case s.wake <- struct{}{}:
	default: // already awake
	}
}

// SetOutput records the result of the input that was added last under line.
func (s *Store) SetOutput(line int, output string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := len(s.own) - 1; i >= 0; i-- {
		if s.own[i].Line == line {
			s.own[i].Output = cut(output)
			s.written = min(s.written, i) // once more, with the output
			return
		}
	}
}

// Close writes what has not been written and ends the store's goroutine. A store
// that is closed can still be read.
func (s *Store) Close() {
	s.mu.Lock()
	wake, done := s.wake, s.done
	if !s.closed && wake != nil {
		close(wake)
	}
	s.closed = true
	s.mu.Unlock()
	if done != nil {
		<-done
	}
}

// write is the writer's loop.
func (s *Store) write(wake <-chan struct{}, done chan<- struct{}) {
	defer close(done)
	for open := true; open; {
		if _, open = <-wake; open {
			// One opening for the cells of a "run all"; Close does not wait for it.
			open = s.linger(wake)
		}
		s.flush()
	}
}

// linger waits for gather or until wake is closed, which it reports as false.
func (s *Store) linger(wake <-chan struct{}) bool {
	timer := time.NewTimer(gather)
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
			return true
		case _, open := <-wake:
			if !open {
				return false
			}
		}
	}
}

// flush writes what has not been written.
func (s *Store) flush() {
	s.mu.Lock()
	pending := slices.Clone(s.own[s.written:])
	session, from := s.session, s.written
	broken := s.broken
	s.mu.Unlock()
	if broken || len(pending) == 0 {
		return
	}
	session, err := s.file.append(session, pending)

	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case err == nil:
		s.session = session
		// A result may have come meanwhile: SetOutput then lowered written.
		if s.written == from {
			s.written = min(from+len(pending), len(s.own))
		}
	case isBusy(err):
		s.log.Info("history: file is busy, trying again with the next cell", "path", s.file.path)
	default:
		s.giveUp(err)
	}
}

// giveUp goes on without the file. The caller holds mu.
func (s *Store) giveUp(err error) {
	if !s.broken {
		s.broken = true
		s.log.Warn("history: kept in memory only", "path", s.file.path, "err", err)
	}
}

// entries returns everything known, oldest first, and the number of the own
// session.
func (s *Store) entries() ([]Entry, int) {
	s.mu.Lock()
	broken, session := s.broken, s.session
	s.mu.Unlock()

	var all []Entry
	if !broken {
		got, last, err := s.file.read()
		s.mu.Lock()
		switch {
		case err == nil:
			all = got
		case isBusy(err):
			s.log.Info("history: file is busy, answering from memory", "path", s.file.path)
		default:
			s.giveUp(err)
		}
		session = s.session
		s.mu.Unlock()
		if session == 0 {
			session = last + 1 // what the first write will most likely get
		}
	}
	if session == 0 {
		session = 1
	}
	all = slices.DeleteFunc(all, func(e Entry) bool { return e.Session == session })

	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range s.own {
		e.Session = session
		all = append(all, e)
	}
	return all, session
}

// cut bounds a text without splitting a character.
func cut(s string) string {
	if len(s) <= maxText {
		return s
	}
	n := maxText
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return s[:n]
}
