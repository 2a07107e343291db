package heapdump

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"unsafe"
)

// Dump is a process at one instant. Addresses are those of its objects then; the
// collector does not move objects, but frees them.
type Dump struct {
	Goroutines []Goroutine
	objects    []object // by address
	pages      pages
	segments   []segment
	globals    []uintptr // words of variables of plugins, from just after the dump
	data       []byte
}

// Goroutine is one goroutine.
type Goroutine struct {
	Addr   uintptr // of the runtime's g
	ID     uint64
	Status Status
	System bool     // the runtime's own
	Reason string   // of waiting, as in Go's listings: "chan receive"
	Funcs  []string // its calls, the innermost first
	frames []frame
	extra  []uintptr // closures that it is about to call
}

// Status is the runtime's status of a goroutine.
type Status uint32

// The statuses that a dump holds.
const (
	Runnable Status = 1
	Syscall  Status = 3
	Waiting  Status = 4
)

// object is an object of the heap.
type object struct {
	addr   uintptr
	size   uint32 // in words
	data   int    // of its contents in Dump.data
	fields int    // of its list of pointers there
}

// segment is global variables.
type segment struct {
	addr   uintptr
	data   int
	fields int
}

// frame is the contents of a call's frame.
type frame struct {
	data, size int // in Dump.data
	fields     int // of the list of its words that are live pointers there
}

// ErrTooLarge is wrapped by the error of a process that would be stopped for too long.
var ErrTooLarge = errors.New("too much memory is in use")

const wordSize = int(unsafe.Sizeof(uintptr(0)))

// Size is about how many bytes a dump would have.
func Size() int64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/stacks:bytes"}}
	metrics.Read(s)
	return int64(s[0].Value.Uint64() + s[1].Value.Uint64())
}

// Take dumps the process, after a collection, if Size is at most limit.
//
// No goroutine may be about to return from a system call: the runtime (1.26) would
// take it for a broken one and end the process. Take fails if one is in a system call, or
// holds Calls. That no other one begins one just then is up to the caller.
func Take(limit int64) (*Dump, error) {
	runtime.GC() // also clears what a leak profile leaves behind, which dumps cannot take
	if n := Size(); n > limit {
		return nil, fmt.Errorf("heapdump: %w: %d MB", ErrTooLarge, n>>20)
	}
	f, err := os.CreateTemp("", "schedtick-heap")
	if err != nil {
		return nil, fmt.Errorf("heapdump: %w", err)
	}
	_ = os.Remove(f.Name()) // where an open file can be removed, nobody else sees it
	defer func() {
		_ = f.Close()
		_ = os.Remove(f.Name())
	}()
	if err := write(f); err != nil {
		return nil, err
	}
	words, err := globals(hostModule, lastModule, runtime.Version())
	if err != nil {
		return nil, fmt.Errorf("heapdump: %w", err)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("heapdump: %w", err)
	}
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, fmt.Errorf("heapdump: %w", err)
	}
	d := &Dump{data: data, globals: words}
	if err := d.parse(); err != nil {
		return nil, fmt.Errorf("heapdump: %w", err)
	}
	slices.SortFunc(d.objects, func(a, b object) int { return cmp.Compare(a.addr, b.addr) })
	d.pages = newPages(d.objects)
	return d, nil
}

// ErrSyscall is the error of a process with goroutines in system calls.
var ErrSyscall = errors.New("heapdump: a goroutine is in a system call")

// write dumps the process into f, unless a goroutine is in a system call.
func write(f *os.File) error {
	if !calls.TryLock() {
		return ErrSyscall
	}
	defer calls.Unlock()
	if err := outside(); err != nil {
		return err
	}
	debug.WriteHeapDump(f.Fd())
	return nil
}

// outside fails if a goroutine is in a system call or in C.
func outside() error {
	s := []metrics.Sample{{Name: "/sched/goroutines/not-in-go:goroutines"}}
	metrics.Read(s)
	if s[0].Value.Kind() == metrics.KindUint64 && s[0].Value.Uint64() > 0 {
		return ErrSyscall
	}
	return nil
}
