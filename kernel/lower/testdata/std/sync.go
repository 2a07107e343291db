package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
	"unique"
	"weak"
)

type config struct {
	name string
	next *config
}

type holder struct {
	cur atomic.Pointer[config]
	n   atomic.Int64
}

type myErr struct{ code int }

func (e *myErr) Error() string { return fmt.Sprint("code ", e.code) }

type stack[T any] struct{ top atomic.Pointer[elem[T]] }
type elem[T any] struct {
	v    T
	next *elem[T]
}

func (s *stack[T]) push(v T) {
	e := &elem[T]{v: v}
	for {
		e.next = s.top.Load()
		if s.top.CompareAndSwap(e.next, e) {
			return
		}
	}
}

func (s *stack[T]) pop() (v T, ok bool) {
	for {
		e := s.top.Load()
		if e == nil {
			return v, false
		}
		if s.top.CompareAndSwap(e, e.next) {
			return e.v, true
		}
	}
}

func main() {
	calls := 0
	one := sync.OnceValue(func() int { calls++; return 42 })
	fmt.Println(one(), one(), calls)
	two := sync.OnceValues(func() (string, error) { calls++; return "x", fs.ErrNotExist })
	fmt.Println(two())
	fmt.Println(two())
	boom := sync.OnceValue(func() int { panic("boom") })
	for range 2 {
		func() {
			defer func() { fmt.Println("recovered", recover()) }()
			boom()
		}()
	}
	once := sync.OnceFunc(func() { fmt.Println("once") })
	once()
	once()

	var h holder
	fmt.Println(h.cur.Load() == nil)
	h.cur.Store(&config{name: "a"})
	old := h.cur.Swap(&config{name: "b"})
	fmt.Println(old.name, h.cur.Load().name, h.cur.CompareAndSwap(old, nil))
	h.cur.Store(nil)
	fmt.Println(h.cur.Load())
	var p atomic.Pointer[int]
	n := 7
	p.Store(&n)
	*p.Load()++
	fmt.Println(n)
	var wg sync.WaitGroup
	var st stack[int]
	for g := range 8 {
		wg.Go(func() {
			for i := range 100 {
				st.push(g*100 + i)
			}
		})
	}
	wg.Wait()
	sum, count := 0, 0
	for v, ok := st.pop(); ok; v, ok = st.pop() {
		sum += v
		count++
	}
	fmt.Println(sum, count)
	pp := &p
	load := pp.Load
	fmt.Println(*load())
	fmt.Printf("%T %T\n", pp, h.cur.Load())

	a, b := unique.Make("hello"), unique.Make("hel"+"lo")
	fmt.Println(a == b, a.Value(), a == unique.Make("x"))
	k1, k2 := unique.Make(config{name: "q"}), unique.Make(config{name: "q"})
	fmt.Println(k1 == k2, k1.Value().name)
	set := map[unique.Handle[string]]int{a: 1}
	set[b]++
	fmt.Println(len(set), set[a])
	c := &config{name: "w"}
	w := weak.Make(c)
	fmt.Println(w.Value() == c, w.Value().name, w == weak.Make(c))
	runtime.KeepAlive(c)

	err := fmt.Errorf("wrap: %w", &myErr{3})
	if e, ok := errors.AsType[*myErr](err); ok {
		fmt.Println(e.code, e)
	}
	_, ok := errors.AsType[*fs.PathError](err)
	fmt.Println(ok)
	x := rand.N(10)
	fmt.Println(x >= 0 && x < 10)
}
