package main

import (
	"errors"
	"fmt"
	"iter"
	"runtime"
	"sync"
)

type tree struct {
	l, r *tree
	v    int
}

func (t *tree) All(yield func(int) bool) bool {
	return t == nil || t.l.All(yield) && yield(t.v) && t.r.All(yield)
}

func (t *tree) Each(yield func(int) bool) { t.All(yield) }

func (t *tree) add(v int) *tree {
	switch {
	case t == nil:
		return &tree{v: v}
	case v < t.v:
		t.l = t.l.add(v)
	default:
		t.r = t.r.add(v)
	}
	return t
}

type count int

func (c count) upto(yield func(int) bool) {
	for i := range int(c) {
		if !yield(i) {
			return
		}
	}
}

type seqs struct{ f func(func(int) bool) }

func sum[S ~func(func(int) bool)](s S) (n int) {
	for v := range s {
		n += v
	}
	return
}

func times(n int) func(func() bool) {
	return func(yield func() bool) {
		for range n {
			if !yield() {
				return
			}
		}
	}
}

func deep(a, b, c int) (s string, n int, err error) {
	defer func() {
		if err != nil {
			s += "!"
		}
	}()
	for i := range count(4).upto {
		for j := range count(4).upto {
			for k := range count(4).upto {
				n++
				if i == a && j == b && k == c {
					return fmt.Sprint(i, j, k), n, errors.New("found")
				}
			}
		}
	}
	return "end", n, nil
}

func shadow() (x int) {
	for i := range count(3).upto {
		x := i * 10
		if i == 2 {
			return x
		}
	}
	return -1
}

func deferOrder() {
	for i := range count(3).upto {
		defer fmt.Println("deferred", i)
		for j := range count(2).upto {
			defer func() { fmt.Println("inner", i, j) }()
		}
	}
	fmt.Println("body done")
}

func recovers() {
	defer func() { fmt.Println("recovered outside:", recover()) }()
	defer func() {
		for range times(2) {
			fmt.Println("recover:", recover())
		}
	}()
	panic("first")
}

func deferRecover() (err error) {
	for range times(1) {
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("recovered %v", r)
			}
		}()
	}
	panic("late")
}

func panicThrough() {
	defer func() { fmt.Println("got", recover()) }()
	for i := range func(yield func(int) bool) {
		defer fmt.Println("iterator cleans up")
		yield(1)
		yield(2)
	} {
		if i == 2 {
			panic(fmt.Sprint("at ", i))
		}
	}
}

func swallow() {
	defer func() { fmt.Println("swallowed:", recover()) }()
	for range func(yield func() bool) {
		defer func() { recover() }()
		yield()
	} {
		panic("lost")
	}
}

func exhausted() {
	defer func() { fmt.Println("exhausted:", recover()) }()
	var keep func(int) bool
	for range func(yield func(int) bool) { keep = yield } {
	}
	keep(1)
}

func goexit() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer fmt.Println("goexit deferred")
		for range times(3) {
			runtime.Goexit()
		}
		fmt.Println("never")
	}()
	wg.Wait()
}

func pulls() {
	next, stop := iter.Pull(func(yield func(string) bool) {
		defer fmt.Println("pull cleaned up")
		for _, s := range []string{"a", "b", "c"} {
			if !yield(s) {
				return
			}
		}
	})
	fmt.Println(next())
	done := make(chan bool)
	go func() { fmt.Println(next()); close(done) }()
	<-done
	stop()
	stop()
	fmt.Println(next())
	n2, s2 := iter.Pull(func(yield func(error) bool) { yield(nil); panic("in pull") })
	defer s2()
	fmt.Println(n2())
	func() {
		defer func() { fmt.Println("pull:", recover()) }()
		n2()
	}()
	fmt.Println(n2())
}

func control() {
	ch := make(chan int, 8)
	for i := range count(8).upto {
		select {
		case ch <- i:
			if i == 1 {
				break
			}
			fmt.Print("sent", i, " ")
		default:
		}
		switch v := any(i).(type) {
		case int:
			if v == 3 {
				continue
			}
			if v == 5 {
				goto done
			}
		}
		fmt.Print("end", i, " ")
	done:
		fmt.Print(". ")
	}
	fmt.Println()
search:
	switch {
	case true:
		for i := range count(5).upto {
			if i == 2 {
				break search
			}
			fmt.Print("i", i, " ")
		}
		fmt.Println("unreached")
	}
	for i := range count(9).upto {
		if i == 3 {
			goto out
		}
	}
	fmt.Println("unreached")
out:
	fmt.Println("out")
}

func assigns() {
	var a [4]int
	x, y := 1, 2
	p := &x
	s := []int{}
	m := map[int]string{}
	for i := range count(4).upto {
		a[i]++
		x, y = y, x+y
		*p += 1
		s = append(s, x)
		m[i] += "v"
		if i%2 == 0 {
			y <<= 1
		}
	}
	fmt.Println(a, x, y, s, m)
	var i, j int
	var last *int
	for i = range count(3).upto {
		j, last = i*2, &i
	}
	fmt.Println(i, j, *last)
	var fs []func()
	for i := range count(3).upto {
		defer func() { fmt.Print("d", i, " ") }()
		fs = append(fs, func() { i += 10; fmt.Print(i, " ") })
	}
	for _, f := range fs {
		f()
		f()
	}
	fmt.Println()
}

var global int

func main() {
	var t *tree
	for _, v := range []int{5, 2, 8, 1, 9, 3} {
		t = t.add(v)
	}
	for v := range t.Each {
		if v > 8 {
			break
		}
		fmt.Print(v, " ")
	}
	fmt.Println(sum(t.Each), sum(count(5).upto), sum(seqs{count(3).upto}.f))
	fmt.Println(deep(1, 2, 3))
	fmt.Println(deep(9, 9, 9))
	fmt.Println(shadow())
	deferOrder()
	recovers()
	fmt.Println(deferRecover())
	panicThrough()
	swallow()
	exhausted()
	goexit()
	pulls()
	control()
	assigns()
	fmt.Println()
	for global = range count(7).upto {
	}
	fmt.Println(global)
	var wg sync.WaitGroup
	var mu sync.Mutex
	total := 0
	for i := range count(20).upto {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			total += i
		})
	}
	wg.Wait()
	fmt.Println(total)
	f := func() (int, bool) {
		for v := range count(5).upto {
			if v == 3 {
				return v, true
			}
		}
		return 0, false
	}
	fmt.Println(f())
	var none func(func(int) bool)
	defer func() { fmt.Println(recover()) }()
	for range none {
	}
}
