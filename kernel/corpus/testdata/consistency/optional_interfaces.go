package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"math/rand"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
)

type rw struct{ log []string }

func (r *rw) Write(p []byte) (int, error) { r.log = append(r.log, "Write"); return len(p), nil }
func (r *rw) WriteString(s string) (int, error) {
	r.log = append(r.log, "WriteString")
	return len(s), nil
}
func (r *rw) ReadFrom(rd io.Reader) (int64, error) {
	r.log = append(r.log, "ReadFrom")
	b, err := io.ReadAll(rd)
	return int64(len(b)), err
}

type wt struct{ s string }

func (w *wt) Read(p []byte) (int, error) { fmt.Print("[Read]"); return 0, io.EOF }
func (w *wt) WriteTo(o io.Writer) (int64, error) {
	fmt.Print("[WriteTo]")
	n, err := io.WriteString(o, w.s)
	return int64(n), err
}

type memFS map[string]string

func (m memFS) Open(name string) (fs.File, error) { return nil, fs.ErrNotExist }
func (m memFS) ReadFile(name string) ([]byte, error) {
	fmt.Print("[ReadFile]")
	return []byte(m[name]), nil
}

type A struct{ x int }
type B struct{ x int }
type Un struct{ s []int }
type key struct{}
type skey string
type stkey int

func (s stkey) String() string { return "stkey!" }

type nerr struct{ to bool }

func (n nerr) Error() string { return "nerr" }
func (n nerr) Timeout() bool { return n.to }

type src struct{ n int64 }

func (s *src) Int63() int64   { s.n++; return s.n << 40 }
func (s *src) Seed(int64)     {}
func (s *src) Uint64() uint64 { s.n += 2; fmt.Print("[U64]"); return uint64(s.n) << 40 }

type txt struct{ s string }

func (t txt) MarshalText() ([]byte, error)  { return []byte("<" + t.s + ">"), nil }
func (t *txt) UnmarshalText(b []byte) error { t.s = string(b); return nil }

type bflag bool

func (b *bflag) String() string     { return fmt.Sprint(bool(*b)) }
func (b *bflag) Set(s string) error { *b = s == "true"; return nil }
func (b *bflag) IsBoolFlag() bool   { return true }

type rec struct {
	http.ResponseWriter
	code int
}

func (r *rec) WriteHeader(c int) { r.code = c; r.ResponseWriter.WriteHeader(c) }
func (r *rec) Flush()            { fmt.Println("[Flush]") }

func nameOf[T any]() string { t := reflect.TypeFor[T](); return t.String() + "/" + t.Kind().String() }

func try(n string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			_, isErr := r.(error)
			fmt.Println(n, "panic:", r, isErr)
		}
	}()
	f()
}

func main() {
	w := &rw{}
	io.WriteString(w, "a")
	io.Copy(w, strings.NewReader("bcd"))
	io.Copy(w, bufio.NewReader(strings.NewReader("bcd")))
	fmt.Fprint(w, "x")
	bw := bufio.NewWriter(w)
	bw.WriteString("hello")
	bw.Flush()
	fmt.Println(w.log)
	n, err := io.Copy(io.Discard, &wt{"to"})
	fmt.Println(n, err)
	var b bytes.Buffer
	n, err = b.ReadFrom(&wt{"to"})
	fmt.Println(n, err)
	_, ok := io.Writer(w).(io.StringWriter)
	fmt.Println(ok)
	data, err := fs.ReadFile(memFS{"a": "alpha"}, "a")
	fmt.Println(string(data), err)

	try("atomic", func() {
		var av atomic.Value
		av.Store(A{1})
		av.Store(B{1})
	})
	try("atomic2", func() {
		var av atomic.Value
		av.Store(A{1})
		fmt.Println(av.CompareAndSwap(A{1}, A{2}), av.Load(), av.Swap(A{3}))
		av.Swap(&A{1})
	})
	try("atomic3", func() {
		var av atomic.Value
		av.Store("s")
		fmt.Println(av.CompareAndSwap(A{1}, A{2}))
	})
	try("atomic4", func() {
		var av atomic.Value
		av.Store(Un{})
		fmt.Println(av.CompareAndSwap(Un{}, Un{}))
	})
	try("atomic5", func() {
		var av atomic.Value
		av.Store(nil)
	})
	try("ctxkey", func() { context.WithValue(context.Background(), Un{}, 1) })
	ctx := context.WithValue(context.Background(), key{}, "v")
	ctx = context.WithValue(ctx, skey("k"), A{1})
	ctx = context.WithValue(ctx, stkey(2), stkey(3))
	fmt.Println(ctx)
	ctx2, cancel := context.WithCancelCause(ctx)
	cancel(nerr{true})
	fmt.Println(ctx2, context.Cause(ctx2))
	fmt.Println(os.IsTimeout(nerr{true}), os.IsTimeout(nerr{false}), os.IsTimeout(errors.New("x")), os.IsNotExist(nerr{}))
	r := rand.New(&src{})
	fmt.Println(r.Uint64(), r.Int63(), r.Intn(10), r.Uint32())
	fmt.Println(reflect.TypeFor[A](), reflect.TypeFor[*A]().Kind(), reflect.TypeFor[A]() == reflect.TypeOf(A{}), reflect.TypeFor[[]A]().Elem().Name(), reflect.TypeFor[int]())
	fl := flag.NewFlagSet("x", flag.ContinueOnError)
	fl.SetOutput(os.Stdout)
	var bf bflag
	var tx txt
	fl.Var(&bf, "b", "bool-like")
	fl.TextVar(&tx, "t", txt{"def"}, "a `text`")
	fmt.Println(fl.Parse([]string{"-b", "-t", "q", "rest"}), bf, tx, fl.Args())
	fl.PrintDefaults()
	try("syncmap", func() { var m sync.Map; m.Store(Un{}, 1) })
	try("syncmap load", func() { var m sync.Map; m.Load(Un{}) })
	fmt.Println(nameOf[A](), nameOf[[]*B](), nameOf[error](), nameOf[map[string]int](), nameOf[func(A) error]())
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rw := &rec{ResponseWriter: w}
		var ww http.ResponseWriter = rw
		if f, ok := ww.(http.Flusher); ok {
			f.Flush()
		}
		fmt.Println(http.NewResponseController(ww).Flush())
		rw.WriteHeader(201)
		io.WriteString(rw, "body")
	})
	rr := httptest.NewRecorder()
	h.ServeHTTP(rr, httptest.NewRequest("GET", "/", nil))
	fmt.Println(rr.Code, rr.Body)
}
