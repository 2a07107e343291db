package main

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"sync"
	"time"
)

func gen(ctx context.Context, n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := range n {
			select {
			case out <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}
func sq(ctx context.Context, in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for v := range in {
			select {
			case out <- v * v:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}
func merge[T any](cs ...<-chan T) <-chan T {
	var wg sync.WaitGroup
	out := make(chan T)
	for _, c := range cs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for v := range c {
				out <- v
			}
		}()
	}
	go func() { wg.Wait(); close(out) }()
	return out
}
func filter(in <-chan int, out chan<- int, prime int) {
	for i := range in {
		if i%prime != 0 {
			out <- i
		}
	}
	close(out)
}

type readOp struct {
	key  int
	resp chan int
}
type writeOp struct {
	key, val int
	resp     chan bool
}
type PubSub[T any] struct {
	mu   sync.RWMutex
	subs map[string][]chan T
}

func (p *PubSub[T]) Sub(topic string) <-chan T {
	ch := make(chan T, 8)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.subs == nil {
		p.subs = make(map[string][]chan T)
	}
	p.subs[topic] = append(p.subs[topic], ch)
	return ch
}
func (p *PubSub[T]) Pub(topic string, v T) (n int) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	for _, c := range p.subs[topic] {
		select {
		case c <- v:
			n++
		default:
		}
	}
	return
}
func (p *PubSub[T]) Close() {
	for _, l := range p.subs {
		for _, c := range l {
			close(c)
		}
	}
}
func retry(n int, f func(int) error) (err error) {
	wait := time.Microsecond
	for i := range n {
		if err = f(i); err == nil {
			return nil
		}
		time.Sleep(wait)
		wait *= 2
	}
	return fmt.Errorf("after %d tries: %w", n, err)
}

type job struct {
	id int
	f  func() int
}
type result struct{ id, v int }

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	sum := 0
	for v := range sq(ctx, sq(ctx, gen(ctx, 6))) {
		sum += v
	}
	fmt.Println(sum)
	c := sq(ctx, gen(ctx, 1000000))
	fmt.Println(<-c, <-c, <-c)
	cancel()
	var all []int
	for v := range merge(gen(context.Background(), 4), gen(context.Background(), 3)) {
		all = append(all, v)
	}
	sort.Ints(all)
	fmt.Println(all)
	ch := make(chan int)
	go func() {
		for i := 2; i < 50; i++ {
			ch <- i
		}
		close(ch)
	}()
	src := ch
	for {
		p, ok := <-src
		if !ok {
			break
		}
		fmt.Print(p, " ")
		dst := make(chan int)
		go filter(src, dst, p)
		src = dst
	}
	fmt.Println()
	reads, writes := make(chan readOp), make(chan writeOp)
	go func() {
		state := make(map[int]int)
		for {
			select {
			case r, ok := <-reads:
				if !ok {
					return
				}
				r.resp <- state[r.key]
			case w := <-writes:
				state[w.key] += w.val
				w.resp <- true
			}
		}
	}()
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			w := writeOp{i % 3, i, make(chan bool)}
			writes <- w
			<-w.resp
		})
	}
	wg.Wait()
	for k := range 3 {
		r := readOp{k, make(chan int)}
		reads <- r
		fmt.Print(<-r.resp, " ")
	}
	close(reads)
	fmt.Println()
	jobs, results := make(chan job, 10), make(chan result, 10)
	for range 3 {
		wg.Go(func() {
			for j := range jobs {
				results <- result{j.id, j.f()}
			}
		})
	}
	for i := range 8 {
		jobs <- job{i, func() int { return i * i }}
	}
	close(jobs)
	go func() { wg.Wait(); close(results) }()
	got := map[int]int{}
	for r := range results {
		got[r.id] = r.v
	}
	fmt.Println(got)
	var ps PubSub[string]
	a, b := ps.Sub("news"), ps.Sub("news")
	fmt.Println(ps.Pub("news", "hello"), ps.Pub("none", "x"))
	ps.Close()
	for m := range merge(a, b) {
		fmt.Println(m)
	}
	err := retry(3, func(i int) error {
		if i == 1 {
			return nil
		}
		return errors.New("flaky")
	})
	fmt.Println(err, retry(2, func(int) error { return errors.New("dead") }))
	select {
	case <-time.After(2 * time.Millisecond):
		fmt.Println("timeout")
	case <-make(chan int):
	}
	var nilc chan int
	select {
	case v := <-nilc:
		fmt.Println(v)
	case nilc <- 1:
	default:
		fmt.Println("nil channels block")
	}
	limiter := time.Tick(time.Millisecond)
	start := time.Now()
	for range 3 {
		<-limiter
	}
	fmt.Println(time.Since(start) >= 2*time.Millisecond)
	forks := make([]sync.Mutex, 5)
	meals := make([]int, 5)
	for i := range 5 {
		wg.Go(func() {
			l, r := &forks[min(i, (i+1)%5)], &forks[max(i, (i+1)%5)]
			for range 3 {
				l.Lock()
				r.Lock()
				meals[i]++
				r.Unlock()
				l.Unlock()
			}
		})
	}
	wg.Wait()
	fmt.Println(meals)
	done := make(chan struct{})
	data := make(chan any, 4)
	data <- 1
	data <- "two"
	data <- func() string { return "three" }
	data <- struct{ n int }{4}
	close(data)
	go func() {
		defer close(done)
		for d := range data {
			switch v := d.(type) {
			case func() string:
				fmt.Println(v())
			default:
				fmt.Println(v)
			}
		}
	}()
	<-done
	chch := make(chan chan string, 1)
	inner := make(chan string, 1)
	chch <- inner
	(<-chch) <- "through"
	fmt.Println(<-inner, len(chch), cap(chch))
	tok := make(chan int)
	go func() {
		defer close(tok)
		for i := range 3 {
			tok <- i
		}
	}()
	x, ok := <-tok
	fmt.Println(x, ok)
	for range tok {
	}
	x, ok = <-tok
	fmt.Println(x, ok)
	arr := [2]chan int{make(chan int, 1), make(chan int, 1)}
	idx := func() int { fmt.Print("idx "); return 1 }
	val := func() int { fmt.Print("val "); return 7 }
	select {
	case arr[idx()] <- val():
		fmt.Println("sent")
	case arr[0] <- val():
		fmt.Println("sent")
	}
	var m map[string]int
	m = map[string]int{}
	arr[1] = make(chan int, 1)
	arr[1] <- 5
	select {
	case m["k"] = <-arr[1]:
	}
	fmt.Println(m)
	first := func(fs ...func(context.Context) (string, error)) string {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		ch := make(chan string, len(fs))
		for _, f := range fs {
			go func() {
				if s, err := f(ctx); err == nil {
					ch <- s
				}
			}()
		}
		return <-ch
	}
	fmt.Println(first(func(ctx context.Context) (string, error) { <-ctx.Done(); return "", ctx.Err() }, func(context.Context) (string, error) { return "fast", nil }))
}
