package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"hash"
	"image"
	"image/color"
	"image/png"
	"io"
	"io/fs"
	"log"
	"math/rand"
	"net"
	"os"
	"strings"
	"sync"
	"testing/iotest"
	"time"
)

type rw struct {
	buf []byte
	log []string
}

func (r *rw) Write(p []byte) (int, error) {
	r.log = append(r.log, "Write")
	r.buf = append(r.buf, p...)
	return len(p), nil
}
func (r *rw) WriteString(s string) (int, error) {
	r.log = append(r.log, "WriteString")
	r.buf = append(r.buf, s...)
	return len(s), nil
}
func (r *rw) ReadFrom(rd io.Reader) (int64, error) {
	r.log = append(r.log, "ReadFrom")
	b, err := io.ReadAll(rd)
	r.buf = append(r.buf, b...)
	return int64(len(b)), err
}
func (r *rw) WriteByte(b byte) error {
	r.log = append(r.log, "WriteByte")
	r.buf = append(r.buf, b)
	return nil
}

type wt struct{ s string }

func (w *wt) Read(p []byte) (int, error) {
	fmt.Print("[Read]")
	if w.s == "" {
		return 0, io.EOF
	}
	n := copy(p, w.s)
	w.s = w.s[n:]
	return n, nil
}
func (w *wt) WriteTo(o io.Writer) (int64, error) {
	fmt.Print("[WriteTo]")
	n, err := o.Write([]byte(w.s))
	w.s = ""
	return int64(n), err
}
func (w *wt) ReadByte() (byte, error) {
	fmt.Print("[ReadByte]")
	if w.s == "" {
		return 0, io.EOF
	}
	c := w.s[0]
	w.s = w.s[1:]
	return c, nil
}
func (w *wt) Close() error { fmt.Print("[Close]"); return nil }

type memFS map[string]string
type memFile struct {
	name string
	r    *strings.Reader
}
type memInfo struct{ f *memFile }

func (m memFS) Open(name string) (fs.File, error) {
	s, ok := m[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &memFile{name, strings.NewReader(s)}, nil
}
func (m memFS) ReadFile(name string) ([]byte, error) {
	fmt.Print("[ReadFile]")
	return []byte(m[name]), nil
}
func (f *memFile) Stat() (fs.FileInfo, error) { return memInfo{f}, nil }
func (f *memFile) Read(p []byte) (int, error) { return f.r.Read(p) }
func (f *memFile) Close() error               { return nil }
func (i memInfo) Name() string                { return i.f.name }
func (i memInfo) Size() int64                 { return i.f.r.Size() }
func (i memInfo) Mode() fs.FileMode           { return 0o444 }
func (i memInfo) ModTime() time.Time          { return time.Time{} }
func (i memInfo) IsDir() bool                 { return false }
func (i memInfo) Sys() any                    { return nil }

type bflag bool

func (b *bflag) String() string     { return fmt.Sprint(bool(*b)) }
func (b *bflag) Set(s string) error { *b = s == "true"; return nil }
func (b *bflag) IsBoolFlag() bool   { return true }

type txt struct{ s string }

func (t txt) MarshalText() ([]byte, error) { return []byte("<" + t.s + ">"), nil }
func (t *txt) UnmarshalText(b []byte) error {
	if string(b) == "bad" {
		return errors.New("bad txt")
	}
	t.s = string(b)
	return nil
}

type checker struct{ w, h int }

func (c checker) ColorModel() color.Model { return color.GrayModel }
func (c checker) Bounds() image.Rectangle { return image.Rect(0, 0, c.w, c.h) }
func (c checker) At(x, y int) color.Color {
	if (x+y)%2 == 0 {
		return mycol(255)
	}
	return mycol(0)
}

type mycol uint8

func (m mycol) RGBA() (r, g, b, a uint32) { v := uint32(m) * 0x101; return v, v, v, 0xffff }

type src struct{ n int64 }

func (s *src) Int63() int64   { s.n++; return s.n << 40 }
func (s *src) Seed(int64)     {}
func (s *src) Uint64() uint64 { s.n += 2; fmt.Print("[U64]"); return uint64(s.n) << 40 }

type xorHash struct{ v byte }

func (x *xorHash) Write(p []byte) (int, error) {
	for _, b := range p {
		x.v ^= b
	}
	return len(p), nil
}
func (x *xorHash) Sum(b []byte) []byte { return append(b, x.v) }
func (x *xorHash) Reset()              { x.v = 0 }
func (x *xorHash) Size() int           { return 1 }
func (x *xorHash) BlockSize() int      { return 1 }

type nerr struct{ to bool }

func (n nerr) Error() string   { return "nerr" }
func (n nerr) Timeout() bool   { return n.to }
func (n nerr) Temporary() bool { return false }

type myctx struct {
	context.Context
	tag string
}

func (m myctx) Value(k any) any {
	if k == "tag" {
		return m.tag
	}
	return m.Context.Value(k)
}

type ctx2 struct{ done chan struct{} }

func (c ctx2) Deadline() (time.Time, bool) { return time.Time{}, false }
func (c ctx2) Done() <-chan struct{}       { return c.done }
func (c ctx2) Err() error {
	select {
	case <-c.done:
		return nerr{true}
	default:
		return nil
	}
}
func (c ctx2) Value(any) any { return nil }

type lock struct {
	n  int
	mu sync.Mutex
}

func (l *lock) Lock()   { l.mu.Lock(); l.n++ }
func (l *lock) Unlock() { l.mu.Unlock() }

type at string

func (a at) ReadAt(p []byte, off int64) (int, error) {
	n := copy(p, a[off:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

type hdr struct {
	A uint16
	B int32
	C [2]uint8
}
type temp struct{ v, w int }

func (t *temp) Scan(s fmt.ScanState, verb rune) error {
	tok, err := s.Token(true, func(r rune) bool { return r != ',' })
	t.v = len(tok)
	return err
}

type celsius float64

func main() {
	w := &rw{}
	io.WriteString(w, "a")
	n, err := io.Copy(w, strings.NewReader("bcd"))
	fmt.Println(n, err, w.log, string(w.buf))
	n, err = io.Copy(struct{ io.Writer }{w}, io.MultiReader(&wt{"xyz"}))
	fmt.Println(n, err, w.log)
	n, err = io.Copy(io.Discard, &wt{"to"})
	fmt.Println(n, err)
	n, err = io.CopyN(w, &wt{"toolong"}, 4)
	fmt.Println(n, err, string(w.buf))
	bw := bufio.NewWriterSize(w, 16)
	bw.ReadFrom(&wt{"buffered"})
	bw.Flush()
	fmt.Println(string(w.buf), w.log)
	b, _ := io.ReadAll(io.NopCloser(&wt{"nop"}))
	fmt.Println(string(b))
	_, isWT := io.NopCloser(&wt{}).(io.WriterTo)
	_, isRF := io.Writer(w).(io.ReaderFrom)
	_, isBR := io.Reader(&wt{}).(io.ByteReader)
	fmt.Println(isWT, isRF, isBR)

	f := memFS{"a.txt": "alpha", "b": "beta"}
	b, err = fs.ReadFile(f, "a.txt")
	fmt.Println(string(b), err)
	st, err := fs.Stat(f, "b")
	fmt.Println(st.Name(), st.Size(), st.Mode(), err)
	_, err = fs.Stat(f, "zz")
	fmt.Println(err, errors.Is(err, fs.ErrNotExist))
	_, err = fs.ReadDir(f, ".")
	fmt.Println(err)
	fl := flag.NewFlagSet("x", flag.ContinueOnError)
	fl.SetOutput(os.Stdout)
	var bf bflag
	var tx txt
	fl.Var(&bf, "b", "bool-like")
	fmt.Println(fl.Parse([]string{"-b", "rest"}), bf, tx, fl.Args())
	fl.PrintDefaults()
	var pb bytes.Buffer
	fmt.Println(png.Encode(&pb, checker{4, 4}), pb.Len() > 20)
	im, err := png.Decode(&pb)
	fmt.Println(im.Bounds(), im.At(0, 0), im.At(0, 1), err)
	fmt.Println(color.GrayModel.Convert(mycol(7)), color.RGBAModel.Convert(mycol(9)))
	r := rand.New(&src{})
	fmt.Println(r.Int63(), r.Uint64(), r.Intn(10))
	var h hash.Hash = &xorHash{}
	io.Copy(h, strings.NewReader("abc"))
	fmt.Printf("%x %d\n", h.Sum(nil), h.Size())
	var ne net.Error
	fmt.Println(errors.As(fmt.Errorf("x: %w", nerr{true}), &ne), ne.Timeout(), os.IsTimeout(nerr{true}))
	c, cancel := context.WithCancel(myctx{context.Background(), "T"})
	fmt.Println(c.Value("tag"), c.Value("x"))
	cancel()
	fmt.Println(c.Err())
	d := ctx2{make(chan struct{})}
	cc, cancel2 := context.WithTimeout(d, time.Hour)
	defer cancel2()
	close(d.done)
	<-cc.Done()
	fmt.Println(cc.Err(), context.Cause(cc))
	lk := &lock{}
	cond := sync.NewCond(lk)
	ok := false
	go func() { lk.Lock(); ok = true; cond.Signal(); lk.Unlock() }()
	cond.L.Lock()
	for !ok {
		cond.Wait()
	}
	cond.L.Unlock()
	fmt.Println(lk.n >= 2)
	sr := io.NewSectionReader(at("0123456789"), 2, 5)
	b, _ = io.ReadAll(sr)
	fmt.Println(string(b), sr.Size())
	log.SetOutput(w)
	log.SetFlags(0)
	log.Print("logged ", temp{1, 2})
	fmt.Println(string(w.buf[len(w.buf)-14:]))
	var bb bytes.Buffer
	fmt.Println(binary.Write(&bb, binary.BigEndian, uint32(7)), bb.Bytes())
	var t temp
	k, err := fmt.Sscan("hello,", &t)
	fmt.Println(k, err, t)
	var ce celsius
	k, err = fmt.Sscanf("36.6 x", "%g", &ce)
	fmt.Println(k, err, ce)
	k, err = fmt.Sscan("5", (*myint)(new(int)))
	fmt.Println(k, err)
	var mi myint
	k, err = fmt.Sscan("77", &mi)
	fmt.Println(k, err, mi)
	var um encoding.TextUnmarshaler = &tx
	fmt.Println(um.UnmarshalText([]byte("zz")), tx)
	b, err = io.ReadAll(iotest.ErrReader(nerr{}))
	fmt.Println(b, err, err == nerr{})
	sc := bufio.NewScanner(iotest.OneByteReader(&wt{"l1\nl2"}))
	for sc.Scan() {
		fmt.Print(sc.Text(), ";")
	}
	fmt.Println(sc.Err())
}

type myint int
