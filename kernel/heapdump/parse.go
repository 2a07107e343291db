package heapdump

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// header begins a dump; its version is that of the form.
const header = "go1.7 heap dump\n"

// The records of a dump, up to those that nothing here needs.
const (
	tagEOF             = 0
	tagObject          = 1
	tagOtherRoot       = 2
	tagType            = 3
	tagGoroutine       = 4
	tagStackFrame      = 5
	tagParams          = 6
	tagFinalizer       = 7
	tagItab            = 8
	tagOSThread        = 9
	tagMemStats        = 10
	tagQueuedFinalizer = 11
	tagData            = 12
	tagBSS             = 13
	tagDefer           = 14
	tagPanic           = 15
)

var errForm = errors.New("not the form of Go 1.26")

// reader reads a dump.
type reader struct {
	d  *Dump
	at int
	ok bool
}

func (d *Dump) parse() error {
	if !bytes.HasPrefix(d.data, []byte(header)) {
		return errForm
	}
	r := &reader{d, len(header), true}
	for r.ok {
		switch tag := r.int(); tag {
		case tagMemStats, tagEOF: // no references behind it
			return nil
		case tagObject:
			d.objects = append(d.objects, r.object())
		case tagGoroutine:
			d.Goroutines = append(d.Goroutines, r.goroutine())
		case tagStackFrame:
			r.frame()
		case tagData, tagBSS:
			s := segment{addr: uintptr(r.int())}
			s.data, _ = r.bytes()
			s.fields = r.at
			r.skipFields()
			d.segments = append(d.segments, s)
		case tagDefer, tagPanic:
			r.deferred(tag)
		case tagParams:
			if bigEndian, word := r.int(), r.int(); bigEndian != 0 || word != uint64(wordSize) {
				return errForm
			}
			r.ints(2)
			r.bytes()
			r.bytes()
			r.int()
		case tagType:
			r.ints(2)
			r.bytes()
			r.int()
		case tagOtherRoot:
			r.bytes()
			r.int()
		case tagItab:
			r.ints(2)
		case tagOSThread:
			r.ints(3)
		case tagFinalizer, tagQueuedFinalizer:
			r.ints(5)
		default:
			return fmt.Errorf("%w: record %d", errForm, tag)
		}
	}
	return fmt.Errorf("%w: it ends early", errForm)
}

func (r *reader) int() uint64 {
	v, n := binary.Uvarint(r.d.data[r.at:])
	if n <= 0 {
		r.ok = false
		return 0
	}
	r.at += n
	return v
}

func (r *reader) ints(n int) {
	for range n {
		r.int()
	}
}

// bytes reads a length and skips as many bytes.
func (r *reader) bytes() (at, n int) {
	size := r.int()
	if size > uint64(len(r.d.data)-r.at) {
		r.ok = false
		return r.at, 0
	}
	at = r.at
	r.at += int(size)
	return at, int(size)
}

func (r *reader) string() string {
	at, n := r.bytes()
	return string(r.d.data[at : at+n])
}

// skipFields skips a list of pointers: kind and offset of each, kind 0 at the end.
func (r *reader) skipFields() {
	for r.ok && r.int() != 0 {
		r.int()
	}
}

func (r *reader) object() object {
	o := object{addr: uintptr(r.int())}
	at, n := r.bytes()
	o.data, o.size, o.fields = at, uint32(n/wordSize), r.at
	r.skipFields()
	return o
}

func (r *reader) goroutine() Goroutine {
	g := Goroutine{Addr: uintptr(r.int())}
	r.int() // stack pointer
	g.ID = r.int()
	r.int() // of the go statement
	g.Status = Status(r.int())
	g.System = r.int() != 0
	r.ints(2)
	g.Reason = r.string()
	g.extra = []uintptr{uintptr(r.int())}
	r.int() // thread
	g.extra = append(g.extra, uintptr(r.int()), uintptr(r.int()))
	return g
}

func (r *reader) frame() {
	r.ints(3)
	at, n := r.bytes()
	r.ints(3)
	name := r.string()
	fields := r.at
	r.skipFields()
	if last := len(r.d.Goroutines) - 1; last >= 0 {
		g := &r.d.Goroutines[last]
		g.Funcs = append(g.Funcs, name)
		g.frames = append(g.frames, frame{at, n, fields})
	}
}

// deferred reads a deferred call or a panic of the goroutine before it.
func (r *reader) deferred(tag uint64) {
	n := 7
	if tag == tagPanic {
		n = 6
	}
	for range n {
		if v, last := r.int(), len(r.d.Goroutines)-1; last >= 0 {
			g := &r.d.Goroutines[last]
			g.extra = append(g.extra, uintptr(v))
		}
	}
}
