package main

import (
	"fmt"
	"slices"
	"sync"
	"time"
)

// Channels as values: of channels, of functions, nil ones that switch cases off,
// tickers, or-done, tee, bridge, semaphores, barriers, futures.

type request struct {
	n     int
	reply chan<- int
}

type future[T any] struct {
	done chan struct{}
	val  T
}

func async[T any](f func() T) *future[T] {
	fu := &future[T]{done: make(chan struct{})}
	go func() { defer close(fu.done); fu.val = f() }()
	return fu
}

func (f *future[T]) Get() T { <-f.done; return f.val }

func orDone[T any](done <-chan struct{}, in <-chan T) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for {
			select {
			case <-done:
				return
			case v, ok := <-in:
				if !ok {
					return
				}
				select {
				case out <- v:
				case <-done:
					return
				}
			}
		}
	}()
	return out
}

func tee[T any](in <-chan T) (_, _ <-chan T) {
	a, b := make(chan T), make(chan T)
	go func() {
		defer close(a)
		defer close(b)
		for v := range in {
			a, b := a, b
			for range 2 {
				select {
				case a <- v:
					a = nil
				case b <- v:
					b = nil
				}
			}
		}
	}()
	return a, b
}

func bridge[T any](chans <-chan (<-chan T)) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for c := range chans {
			for v := range c {
				out <- v
			}
		}
	}()
	return out
}

func gen(ns ...int) <-chan int {
	c := make(chan int, 1)
	go func() {
		defer close(c)
		for _, n := range ns {
			c <- n
		}
	}()
	return c
}

func collect[T any](c <-chan T) (out []T) {
	for v := range c {
		out = append(out, v)
	}
	return
}

type barrier struct {
	sync.Mutex
	cond    *sync.Cond
	n, wait int
	gen     int
}

func newBarrier(n int) *barrier {
	b := &barrier{n: n}
	b.cond = sync.NewCond(b)
	return b
}

func (b *barrier) await() (last bool) {
	b.Lock()
	defer b.Unlock()
	gen := b.gen
	if b.wait++; b.wait == b.n {
		b.wait, b.gen = 0, b.gen+1
		b.cond.Broadcast()
		return true
	}
	for gen == b.gen {
		b.cond.Wait()
	}
	return false
}

func main() {
	reqs := make(chan request)
	go func() {
		for r := range reqs {
			r.reply <- r.n * r.n
			close(r.reply)
		}
	}()
	for i := range 3 {
		reply := make(chan int)
		reqs <- request{i, reply}
		v, ok := <-reply
		_, still := <-reply
		fmt.Print(v, ok, still, " ")
	}
	close(reqs)
	fmt.Println()

	fs := []*future[string]{async(func() string { return "a" }), async(func() string { return "b" })}
	fmt.Println(fs[1].Get(), fs[0].Get(), async(func() int { return len(fs[0].Get()) }).Get())

	done := make(chan struct{})
	endless := make(chan int)
	go func() {
		for i := 0; ; i++ {
			select {
			case endless <- i:
			case <-done:
				return
			}
		}
	}()
	var got []int
	for v := range orDone(done, endless) {
		if got = append(got, v); v == 4 {
			close(done)
			break
		}
	}
	fmt.Println(got)
	a, b := tee(gen(1, 2, 3))
	var wg sync.WaitGroup
	var bs []int
	wg.Go(func() { bs = collect(b) })
	fmt.Print(collect(a), " ")
	wg.Wait()
	fmt.Println(bs)
	chans := make(chan (<-chan int))
	go func() {
		defer close(chans)
		for i := range 3 {
			chans <- gen(i, i*i)
		}
	}()
	fmt.Println(collect(bridge(chans)))

	funcs := make(chan func() string, 2)
	funcs <- func() string { return "first" }
	funcs <- nil
	close(funcs)
	for f := range funcs {
		fmt.Print(f == nil, " ")
		if f != nil {
			fmt.Print(f(), " ")
		}
	}
	fmt.Println(len(funcs), cap(funcs))

	sem := make(chan struct{}, 2)
	var mu sync.Mutex
	running, peak := 0, 0
	for range 6 {
		wg.Go(func() {
			sem <- struct{}{}
			defer func() { <-sem }()
			mu.Lock()
			running++
			peak = max(peak, running)
			mu.Unlock()
			mu.Lock()
			running--
			mu.Unlock()
		})
	}
	wg.Wait()
	fmt.Println(peak <= 2, peak >= 1, running)

	bar := newBarrier(3)
	var lasts, phase [3]int
	for i := range 3 {
		wg.Go(func() {
			for p := range phase {
				mu.Lock()
				phase[p]++
				mu.Unlock()
				if bar.await() {
					mu.Lock()
					lasts[p] += phase[p]
					mu.Unlock()
				}
				_ = i
			}
		})
	}
	wg.Wait()
	fmt.Println(lasts, phase)

	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	timeout := time.After(time.Minute)
	var in chan int
	out := make(chan int, 3)
	n := 0
	for n < 3 {
		select {
		case <-tick.C:
			n++
			out <- n
		case v := <-in:
			fmt.Println("never", v)
		case <-timeout:
			panic("timeout")
		}
	}
	close(out)
	fmt.Println(collect(out), slices.Max(lasts[:]))
	results := map[string]int{}
	x, y := gen(1, 2), gen(10, 20, 30)
	for x != nil || y != nil {
		select {
		case v, ok := <-x:
			if !ok {
				x = nil
				continue
			}
			results["x"] += v
		case v, ok := <-y:
			if !ok {
				y = nil
				break
			}
			results["y"] += v
		}
	}
	fmt.Println(results)
	var once sync.Once
	stop := func() bool { ran := false; once.Do(func() { ran = true }); return ran }
	fmt.Println(stop(), stop())
	select {
	case v, ok := <-x:
		fmt.Println("never", v, ok)
	default:
		fmt.Println("nil channel: default")
	}
}
