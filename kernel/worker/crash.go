package worker

import (
	"os"
	"regexp"
	"strings"
	"sync"
)

// crashRoom is how much of a crash dump is kept, in bytes. The cause comes first;
// a dump of many goroutines can take minutes to write.
const crashRoom = 64 << 10

// crashLog reads what the process's Go runtime writes: nothing, until it dies of a
// fatal error. Stray writes to descriptor 2 land here too.
//
// Goroutines:
//
//	1  read  started by newCrashLog; it owns file and ends at the end of the pipe or
//	         when close takes it away. When it has enough it calls full, once.
type crashLog struct {
	file *os.File
	full func()
	done chan struct{}
	kick chan chan struct{} // a fence to answer

	mu     sync.Mutex
	b      []byte
	enough bool // full has been called; of read
}

func newCrashLog(file *os.File, full func()) *crashLog {
	c := &crashLog{file: file, full: full, done: make(chan struct{}), kick: make(chan chan struct{}, 1)}
	go c.read()
	return c
}

func (c *crashLog) read() {
	defer close(c.done)
	buf := make([]byte, 4<<10)
	for {
		n, err := c.file.Read(buf)
		c.add(buf[:n])
		if err != nil && !c.fenced(err, buf) {
			return
		}
	}
}

// add keeps what was read.
func (c *crashLog) add(data []byte) {
	c.mu.Lock()
	if len(c.b) < crashRoom {
		c.b = append(c.b, data...)
	}
	over := len(c.b) >= crashRoom && !c.enough && dumpStart(string(c.b)) >= 0
	c.mu.Unlock()
	if over {
		c.enough = true
		c.full()
	}
}

// fence returns when what was in the pipe at the time of the call can be had: a compiled
// cell's println writes there. One fence at a time.
func (c *crashLog) fence() {
	ack := make(chan struct{})
	select {
	case c.kick <- ack:
	case <-c.done:
		return
	}
	if !c.wake() {
		<-c.kick
		return
	}
	select {
	case <-ack:
	case <-c.done:
	}
}

// stray removes and returns what is not part of a crash dump.
func (c *crashLog) stray() []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	b := c.b
	if i := dumpStart(string(b)); i >= 0 {
		b = b[:i]
	}
	c.b = c.b[len(b):]
	return b
}

// text returns what is there.
func (c *crashLog) text() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return string(c.b)
}

func (c *crashLog) close() {
	c.file.Close()
	<-c.done
}

// dumpBegin matches the lines that the Go runtime begins a crash dump with.
var dumpBegin = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^(fatal error: |panic: |runtime: |fatal: |unexpected fault address |SIG[A-Z0-9]+: )`)
})

func dumpStart(s string) int {
	if s == "" {
		return -1 // after nearly every cell
	}
	if m := dumpBegin().FindStringIndex(s); m != nil {
		return m[0]
	}
	return -1
}

// crashCause returns the part of a crash dump that names the cause, as Go words
// it, and its first line: that of the fatal error or the panic. Both are empty when
// s holds no dump.
func crashCause(s string) (first, all string) {
	i := dumpStart(s)
	if i < 0 {
		return "", ""
	}
	var lines []string
	for line := range strings.Lines(s[i:]) {
		line = strings.TrimRight(line, "\r\n")
		line = strings.TrimSuffix(line, " [recovered, repanicked]") // by the interpreter, at each call
		if strings.HasPrefix(line, "goroutine ") || strings.HasPrefix(line, "runtime stack:") || strings.HasPrefix(line, "stack trace") {
			break
		}
		if line == "" || strings.HasPrefix(line, "runtime: sp=") || strings.HasPrefix(line, "PC=") {
			continue
		}
		lines = append(lines, line)
		if first == "" && (strings.HasPrefix(line, "fatal error: ") || strings.HasPrefix(line, "panic: ")) {
			first = line
		}
	}
	if first == "" && len(lines) > 0 {
		first = lines[0]
	}
	return first, strings.Join(lines, "\n")
}

// crashStack returns the part of a crash dump that is the trace of the goroutine
// that died: the first one.
func crashStack(s string) string {
	i := strings.Index(s, "\ngoroutine ")
	if i < 0 {
		return ""
	}
	s = s[i+1:]
	if i = strings.Index(s, "\n\n"); i >= 0 {
		s = s[:i]
	}
	return s
}
