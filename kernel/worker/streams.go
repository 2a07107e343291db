package worker

import (
	"sync"
	"unicode/utf8"
)

// streamRoom bounds, in bytes, the output that is read but not yet published. A
// program that prints faster than the front publishes waits in its write.
const streamRoom = 1 << 20

// segment is consecutive output of one stream.
type segment struct {
	name string // "stdout" or "stderr"
	data []byte
	cell int // whose it is, if not the latest's: then not 0
}

// streams collects output between the pumps, which read pipes, and the Worker's
// loop, which publishes.
type streams struct {
	ready chan struct{} // capacity 1: there is something to take

	mu   sync.Mutex
	room sync.Cond
	segs []segment
	size int
	shut bool
}

func newStreams() *streams {
	s := &streams{ready: make(chan struct{}, 1)}
	s.room.L = &s.mu
	return s
}

// add appends output; it copies data. It waits while there is no room.
func (s *streams) add(name string, data []byte) {
	if len(data) == 0 {
		return
	}
	s.mu.Lock()
	for s.size >= streamRoom && !s.shut {
		s.room.Wait()
	}
	s.append(name, 0, data)
	s.mu.Unlock()
	s.notify()
}

// addLate appends output of an earlier cell. It is for the goroutine that takes,
// and so does not wait for room.
func (s *streams) addLate(cell int, name string, data []byte) {
	s.mu.Lock()
	s.append(name, cell, data)
	s.mu.Unlock()
	s.notify()
}

func (s *streams) append(name string, cell int, data []byte) {
	if n := len(s.segs); n > 0 && s.segs[n-1].name == name && s.segs[n-1].cell == cell {
		s.segs[n-1].data = append(s.segs[n-1].data, data...)
	} else {
		s.segs = append(s.segs, segment{name, append([]byte(nil), data...), cell})
	}
	s.size += len(data)
}

func (s *streams) notify() {
	select {
	case s.ready <- struct{}{}:
	default:
	}
}

// pending returns how many bytes wait.
func (s *streams) pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.size
}

// take removes and returns what is there. A character whose last bytes are still
// to come stays, unless all is asked for.
func (s *streams) take(all bool) []segment {
	s.mu.Lock()
	defer s.mu.Unlock()
	segs := s.segs
	s.segs, s.size = nil, 0
	if n := len(segs); n > 0 && !all {
		last := &segs[n-1]
		if k := partialRune(last.data); k > 0 {
			cut := len(last.data) - k
			s.segs = []segment{{last.name, append([]byte(nil), last.data[cut:]...), last.cell}}
			s.size = k
			last.data = last.data[:cut]
			if cut == 0 {
				segs = segs[:n-1]
			}
		}
	}
	s.room.Broadcast()
	return segs
}

// close lets pumps that wait for room go on; nobody will take anything any more.
func (s *streams) close() {
	s.mu.Lock()
	s.shut = true
	s.mu.Unlock()
	s.room.Broadcast()
}

// partialRune returns the number of bytes at the end of b that begin a character
// without finishing it.
func partialRune(b []byte) int {
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
