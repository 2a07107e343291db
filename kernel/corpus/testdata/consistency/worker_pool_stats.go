package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// A pool that grows, drains, retries and keeps statistics by atomics of several types.

type Task func(context.Context) error

type Stats struct {
	submitted, done, failed, retried atomic.Int64
	busy                             atomic.Int32
	peak                             atomic.Int32
	last                             atomic.Value
	errs                             sync.Map
	closed                           atomic.Bool
	tag                              atomic.Pointer[string]
}

type snapshot struct{ Submitted, Done, Failed, Retried int64 }

func (s *Stats) Snapshot() snapshot {
	return snapshot{s.submitted.Load(), s.done.Load(), s.failed.Load(), s.retried.Load()}
}

type temporary interface{ Temporary() bool }
type flaky struct{ left *atomic.Int32 }

func (f flaky) Error() string   { return "flaky" }
func (f flaky) Temporary() bool { return f.left.Add(-1) >= 0 }

type Pool struct {
	Stats
	tasks chan Task
	wg    sync.WaitGroup
	once  sync.Once
}

var ErrClosed = errors.New("pool: closed")

func NewPool(ctx context.Context, n int) *Pool {
	p := &Pool{tasks: make(chan Task, n)}
	for i := range n {
		p.wg.Go(func() { p.work(ctx, i) })
	}
	return p
}

func (p *Pool) work(ctx context.Context, id int) {
	for t := range p.tasks {
		p.run(ctx, id, t)
	}
}

func (p *Pool) run(ctx context.Context, _ int, t Task) {
	b := p.busy.Add(1)
	defer p.busy.Add(-1)
	for old := p.peak.Load(); b > old && !p.peak.CompareAndSwap(old, b); old = p.peak.Load() {
	}
	defer func() {
		if r := recover(); r != nil {
			p.fail(fmt.Errorf("panic: %v", r))
		}
	}()
	for {
		err := t(ctx)
		var tmp temporary
		switch {
		case err == nil:
			p.done.Add(1)
			return
		case errors.As(err, &tmp) && tmp.Temporary():
			p.retried.Add(1)
			continue
		}
		p.fail(err)
		return
	}
}

func (p *Pool) fail(err error) {
	p.failed.Add(1)
	n, _ := p.errs.LoadOrStore(err.Error(), new(atomic.Int32))
	n.(*atomic.Int32).Add(1)
	p.last.Store(fmt.Sprint(err))
}

func (p *Pool) Submit(t Task) error {
	if p.closed.Load() {
		return ErrClosed
	}
	p.submitted.Add(1)
	p.tasks <- t
	return nil
}

func (p *Pool) Close() {
	p.once.Do(func() {
		p.closed.Store(true)
		close(p.tasks)
	})
	p.wg.Wait()
}

type token struct{ n int }

func main() {
	ctx, cancel := context.WithCancel(context.WithValue(context.Background(), token{1}, "tok"))
	p := NewPool(ctx, 3)
	name := "stats"
	p.tag.Store(&name)
	var sum atomic.Uint64
	for i := range 20 {
		err := p.Submit(func(ctx context.Context) error {
			if i == 13 {
				panic(fmt.Sprint("unlucky ", ctx.Value(token{1})))
			}
			if i%5 == 0 {
				return fmt.Errorf("multiple of five")
			}
			sum.Add(uint64(i))
			return nil
		})
		if err != nil {
			fmt.Println(err)
		}
	}
	left := new(atomic.Int32)
	left.Store(4)
	p.Submit(func(context.Context) error { return fmt.Errorf("outer: %w", flaky{left}) })
	blocked := make(chan struct{})
	p.Submit(func(ctx context.Context) error { close(blocked); <-ctx.Done(); return context.Cause(ctx) })
	<-blocked
	cancel()
	p.Close()
	p.Close()
	fmt.Printf("%+v %d %s\n", p.Snapshot(), sum.Load(), *p.tag.Load())
	fmt.Println(p.Submit(nil), p.busy.Load(), p.peak.Load() >= 1 && p.peak.Load() <= 3, p.last.Load() != nil)
	var lines []string
	p.errs.Range(func(k, v any) bool {
		lines = append(lines, fmt.Sprintf("%s=%d", k, v.(*atomic.Int32).Load()))
		return true
	})
	slices.Sort(lines)
	fmt.Println(strings.Join(lines, "; "))

	var rw sync.RWMutex
	data := map[string]int{}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for j := range 50 {
				k := fmt.Sprint(j % 7)
				if i == 0 {
					rw.Lock()
					data[k] += j
					rw.Unlock()
				} else {
					rw.RLock()
					_ = data[k]
					rw.RUnlock()
				}
			}
		})
	}
	wg.Wait()
	fmt.Println(data, rw.TryLock(), rw.TryRLock())
	rw.Unlock()
	cond := sync.NewCond(&sync.Mutex{})
	var queue []int
	results := make(chan int, 10)
	for range 2 {
		wg.Go(func() {
			for {
				cond.L.Lock()
				for len(queue) == 0 {
					cond.Wait()
				}
				v := queue[0]
				queue = queue[1:]
				cond.L.Unlock()
				if v < 0 {
					return
				}
				results <- v * v
			}
		})
	}
	for _, v := range []int{1, 2, 3, 4, -1, -1} {
		cond.L.Lock()
		queue = append(queue, v)
		cond.L.Unlock()
		cond.Signal()
	}
	wg.Wait()
	close(results)
	total := 0
	for v := range results {
		total += v
	}
	fmt.Println(total, len(queue))
	pool := sync.Pool{New: func() any { return new([]byte) }}
	b := pool.Get().(*[]byte)
	*b = append((*b)[:0], "abc"...)
	fmt.Println(len(*b), cap(*b) >= 3)
	pool.Put(b)
	get := sync.OnceValues(func() (int, error) { fmt.Print("once "); return 7, errors.New("always") })
	fmt.Println(get())
	fmt.Println(get())
	timer := time.AfterFunc(time.Hour, func() { fmt.Println("never") })
	fmt.Println(timer.Stop(), timer.Stop(), timer.Reset(time.Hour), timer.Stop())
	bits := atomic.Uint32{}
	bits.Or(0b1010)
	fmt.Println(bits.And(0b0110), bits.Load(), bits.Swap(9), bits.CompareAndSwap(9, 1), bits.Load())
}
