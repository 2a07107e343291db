package rt

import (
	"io"
	"log"
	"os"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"

	"schedtick/kernel/heapdump"
)

// flushAfter is how long printed text may wait for more.
const flushAfter = 20 * time.Millisecond

// OutputSize is the size of memory that SetOutput makes full use of.
const OutputSize = outputHeader + 32<<10

// The memory behind the output buffer begins with a header, so that another process
// that shares it can see what was printed but not written:
//
//	 0  8 bytes  the text "schedtk1"
//	 8  uint64   head: offset in data of the first byte not written
//	16  uint64   tail: offset behind the last byte
//	24  uint64   1 while data[head:tail] is being written, else 0
//	64  …        data
//
// Numbers are in the machine's byte order. See Unflushed.
const (
	outputMagic  = "schedtk1"
	outputHeader = 64
)

// outputBuffer is a buffer in that layout.
type outputBuffer struct {
	head, tail, writing *atomic.Uint64
	data                []byte
	n                   int // the tail; the one in memory is for others to read
}

func newOutputBuffer(mem []byte) outputBuffer {
	if len(mem) < outputHeader+1024 {
		mem = make([]byte, OutputSize)
	}
	word := func(at int) *atomic.Uint64 { return (*atomic.Uint64)(unsafe.Pointer(&mem[at])) }
	b := outputBuffer{word(8), word(16), word(24), mem[outputHeader:], 0}
	b.head.Store(0)
	b.tail.Store(0)
	b.writing.Store(0)
	copy(mem, outputMagic)
	return b
}

// Unflushed returns what a process that is gone had printed into mem but not written.
// If writing is true, it died in the middle of writing it: some first part
// of the text may have arrived.
func Unflushed(mem []byte) (text []byte, writing bool) {
	if len(mem) < outputHeader || string(mem[:8]) != outputMagic {
		return nil, false
	}
	word := func(at int) uint64 { return (*atomic.Uint64)(unsafe.Pointer(&mem[at])).Load() }
	head, tail := word(8), word(16)
	data := mem[outputHeader:]
	if head > tail || tail > uint64(len(data)) {
		return nil, false
	}
	return append([]byte(nil), data[head:tail]...), word(24) != 0
}

// out is the process's standard output as fmt.Print and its like see it.
var out struct {
	mu     sync.Mutex
	w      io.Writer
	buf    outputBuffer
	armed  bool          // it will be flushed
	due    chan struct{} // tells KeepFlushing that it must be; nil if nobody does
	direct bool          // somebody else may write to the same place: no buffering
	err    error
}

// SetOutput says where fmt.Print and its like write, and gives the memory that the
// buffer lives in: see OutputSize and Unflushed; nil for memory of its own. The
// standard logger then writes behind what was printed before.
func SetOutput(w io.Writer, mem []byte) {
	out.mu.Lock()
	flushLocked()
	out.w, out.buf, out.direct, out.err = w, newOutputBuffer(mem), false, nil
	out.mu.Unlock()
	log.SetOutput(afterOutput{})
}

// afterOutput is standard error, in order with what was printed before.
type afterOutput struct{}

func (afterOutput) Write(p []byte) (int, error) {
	if n, late, err := emitLate(StderrName, p); late {
		return n, err
	}
	FlushOutput()
	heapdump.Calls.Lock()
	defer heapdump.Calls.Unlock()
	return os.Stderr.Write(p)
}

// FlushOutput writes what is buffered.
func FlushOutput() {
	out.mu.Lock()
	flushLocked()
	out.mu.Unlock()
}

func flushLocked() {
	b := &out.buf
	if b.n == 0 {
		return
	}
	b.writing.Store(1)
	heapdump.Calls.Lock()
	_, out.err = out.w.Write(b.data[:b.n])
	heapdump.Calls.Unlock()
	b.n = 0
	b.tail.Store(0)
	b.writing.Store(0)
}

// Names of the standard streams.
const (
	StdoutName = "stdout"
	StderrName = "stderr"
)

// LateOutput takes what a goroutine of an earlier cell prints on a standard stream.
// It is called from any goroutine.
type LateOutput func(cell int, stream string, p []byte) error

// late is nil when nobody tells cells apart, as on a terminal.
var late atomic.Pointer[LateOutput]

// SetLateOutput says where text goes that a goroutine prints whose cell is not the
// latest one: nil sends it where the latest cell's goes.
func SetLateOutput(f LateOutput) {
	if f == nil {
		late.Store(nil)
		return
	}
	late.Store(&f)
}

// emitLate hands p over if the calling goroutine belongs to an earlier cell.
func emitLate(stream string, p []byte) (n int, isLate bool, err error) {
	f := late.Load()
	if f == nil {
		return 0, false, nil
	}
	g := current()
	if g.cell == latest.Load() || g.cell.id <= 0 {
		return 0, false, nil
	}
	if err := (*f)(g.cell.id, stream, p); err != nil {
		return 0, true, err
	}
	return len(p), true, nil
}

// emit prints text for the calling goroutine.
func emit(p []byte) (int, error) {
	current().check()
	if n, late, err := emitLate(StdoutName, p); late {
		return n, err
	}
	out.mu.Lock()
	defer out.mu.Unlock()
	if out.w == nil {
		out.w, out.buf = os.Stdout, newOutputBuffer(nil)
	}
	b := &out.buf
	if b.n+len(p) > len(b.data) {
		flushLocked()
	}
	if out.direct || len(p) > len(b.data) {
		heapdump.Calls.Lock()
		defer heapdump.Calls.Unlock()
		return out.w.Write(p)
	}
	if out.err != nil {
		return 0, out.err
	}
	b.n += copy(b.data[b.n:], p)
	b.tail.Store(uint64(b.n))
	if !out.armed {
		out.armed = true
		if out.due != nil {
			out.due <- struct{}{} // has room: whoever takes it disarms
		} else {
			time.AfterFunc(flushAfter, flushDue)
		}
	}
	return len(p), nil
}

// KeepFlushing writes what is printed, flushAfter after it was, and does not return. A
// process whose goroutines are counted calls it on one of its own: without it a timer's
// goroutine flushes, which comes and goes unannounced.
func KeepFlushing() {
	due := make(chan struct{}, 1)
	out.mu.Lock()
	out.due = due
	out.mu.Unlock()
	for range due {
		time.Sleep(flushAfter)
		flushDue()
	}
}

func flushDue() {
	out.mu.Lock()
	defer out.mu.Unlock()
	out.armed = false
	flushLocked()
}

// Stdout is os.Stdout. From now on what is printed is written at once, since the
// caller may write too.
func Stdout() *os.File {
	out.mu.Lock()
	defer out.mu.Unlock()
	flushLocked()
	out.direct = true
	return os.Stdout
}

// Stderr is os.Stderr, in order with what was printed so far.
func Stderr() *os.File {
	FlushOutput()
	return os.Stderr
}

// Stdin is os.Stdin, for code that wants the file.
func Stdin() *os.File {
	FlushOutput()
	return os.Stdin
}
