package main

import (
	"fmt"
	"sort"
	"strings"
)

// An event bus of closures: subscribing, unsubscribing while it runs, middleware,
// memoisation, function composition.

type Event struct {
	Name string
	Data map[string]any
}

type Handler func(*Event) error
type Middleware func(Handler) Handler

type Bus struct {
	handlers map[string][]*sub
	next     int
	log      []string
}

type sub struct {
	id int
	h  Handler
}

func (b *Bus) On(name string, h Handler, ms ...Middleware) (off func()) {
	for i := len(ms) - 1; i >= 0; i-- {
		h = ms[i](h)
	}
	if b.handlers == nil {
		b.handlers = make(map[string][]*sub)
	}
	b.next++
	s := &sub{b.next, h}
	b.handlers[name] = append(b.handlers[name], s)
	return func() {
		list := b.handlers[name]
		for i, x := range list {
			if x == s {
				b.handlers[name] = append(list[:i:i], list[i+1:]...)
				return
			}
		}
	}
}

func (b *Bus) Emit(name string, kv ...any) (errs []error) {
	e := &Event{name, map[string]any{}}
	for i := 0; i+1 < len(kv); i += 2 {
		e.Data[kv[i].(string)] = kv[i+1]
	}
	for _, s := range b.handlers[name] {
		func() {
			defer func() {
				if r := recover(); r != nil {
					errs = append(errs, fmt.Errorf("handler %d: %v", s.id, r))
				}
			}()
			if err := s.h(e); err != nil {
				errs = append(errs, err)
			}
		}()
	}
	return errs
}

func (b *Bus) logging(tag string) Middleware {
	return func(next Handler) Handler {
		return func(e *Event) error {
			b.log = append(b.log, tag+">"+e.Name)
			defer func() { b.log = append(b.log, tag+"<") }()
			return next(e)
		}
	}
}

func memo[K comparable, V any](f func(K) V) (func(K) V, func() int) {
	cache := map[K]V{}
	misses := 0
	return func(k K) V {
			if v, ok := cache[k]; ok {
				return v
			}
			misses++
			v := f(k)
			cache[k] = v
			return v
		}, func() int {
			return misses
		}
}

func compose[T any](fs ...func(T) T) func(T) T {
	return func(x T) T {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

func accumulator() (add func(int) int, reset func()) {
	total := 0
	return func(n int) int { total += n; return total }, func() { total = 0 }
}

func main() {
	b := &Bus{}
	count := 0
	var offB func()
	offA := b.On("tick", func(e *Event) error { count += e.Data["n"].(int); return nil }, b.logging("x"), b.logging("y"))
	offB = b.On("tick", func(e *Event) error { offB(); return fmt.Errorf("once %v", e.Data["n"]) })
	b.On("tick", func(e *Event) error { _ = e.Data["missing"].(string); return nil })
	for i := 1; i <= 3; i++ {
		fmt.Println(b.Emit("tick", "n", i), count)
		if i == 2 {
			offA()
		}
	}
	fmt.Println(strings.Join(b.log, " "), len(b.handlers["tick"]), b.Emit("none") == nil)

	var fib func(int) int
	fib, misses := memo(func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	})
	fmt.Println(fib(80), misses())
	shout := compose(strings.TrimSpace, strings.ToUpper, func(s string) string { return s + "!" })
	fmt.Println(shout("  hey "), compose[int]()(7))
	add, reset := accumulator()
	add2, _ := accumulator()
	add(3)
	add2(100)
	fmt.Println(add(4), add2(1))
	reset()
	fmt.Println(add(1))
	var fs []func() string
	for _, w := range []string{"a", "b", "c"} {
		for i := 0; i < 2; i++ {
			fs = append(fs, func() string { w += fmt.Sprint(i); return w })
		}
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	byLen := map[int]func(...string) string{
		1: func(s ...string) string { return s[0] },
		2: func(s ...string) string { sort.Strings(s); return strings.Join(s, "<") },
	}
	args := []string{"z", "a"}
	fmt.Println(byLen[len(args)](args...), args, byLen[3] == nil)
	x := 1
	defer func(v int) { fmt.Println("deferred", v, x) }(x)
	func() { x = 5 }()
	p := &x
	inc := func() func() int { return func() int { *p++; return *p } }()
	fmt.Println(inc(), inc(), x)
}
