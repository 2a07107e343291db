package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

type Config struct{ v map[string]int }
type Barrier struct {
	mu    sync.Mutex
	c     *sync.Cond
	n, in int
	gen   int
}

func NewBarrier(n int) *Barrier {
	b := &Barrier{n: n}
	b.c = sync.NewCond(&b.mu)
	return b
}
func (b *Barrier) Wait() {
	b.mu.Lock()
	defer b.mu.Unlock()
	g := b.gen
	if b.in++; b.in == b.n {
		b.gen++
		b.in = 0
		b.c.Broadcast()
		return
	}
	for g == b.gen {
		b.c.Wait()
	}
}

type Sem chan struct{}

func (s Sem) Acquire()         { s <- struct{}{} }
func (s Sem) Release()         { <-s }
func (s Sem) With(f func())    { s.Acquire(); defer s.Release(); f() }

func main() {
	var once sync.Once
	for range 3 {
		func() {
			defer func() {
				if r := recover(); r != nil {
					fmt.Println("once panic", r)
				}
			}()
			once.Do(func() { fmt.Println("do"); panic("in once") })
			fmt.Println("after once")
		}()
	}
	ov := sync.OnceValue(func() int { fmt.Println("compute"); return 42 })
	fmt.Println(ov(), ov())
	ovs := sync.OnceValues(func() (*Config, error) { return &Config{}, errors.New("cfg") })
	c1, e1 := ovs()
	c2, e2 := ovs()
	fmt.Println(c1 == c2, e1 == e2)
	of := sync.OnceFunc(func() { panic("of") })
	for range 2 {
		func() {
			defer func() { fmt.Println("oncefunc", recover()) }()
			of()
		}()
	}
	var m sync.Map
	for i := range 5 {
		m.Store(i, i*i)
	}
	v, ok := m.Load(3)
	fmt.Println(v, ok)
	act, loaded := m.LoadOrStore(3, 100)
	fmt.Println(act, loaded)
	m.CompareAndSwap(3, 9, "nine")
	v, _ = m.LoadAndDelete(3)
	fmt.Println(v)
	m.Store(Config{}.v == nil, [2]int{1, 2})
	sum := 0
	m.Range(func(k, v any) bool {
		if n, ok := v.(int); ok {
			sum += n
		}
		return true
	})
	fmt.Println(sum)
	var p = sync.Pool{New: func() any { return &Config{map[string]int{"new": 1}} }}
	x := p.Get().(*Config)
	fmt.Println(x.v)
	p.Put(x)
	var ai atomic.Int64
	var ab atomic.Bool
	var ap atomic.Pointer[Config]
	var av atomic.Value
	fmt.Println(ap.Load() == nil, av.Load() == nil, ab.CompareAndSwap(false, true), ab.Load())
	ap.Store(&Config{map[string]int{"a": 1}})
	old := ap.Swap(&Config{})
	fmt.Println(old.v, ap.Load().v)
	av.Store(Config{map[string]int{"q": 2}})
	fmt.Println(av.Load().(Config).v)
	func() {
		defer func() { fmt.Println(recover()) }()
		av.Store("other")
	}()
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				ai.Add(int64(i))
				runtime.Gosched()
			}
		}()
	}
	wg.Wait()
	fmt.Println(ai.Load(), ai.And(0xff), ai.Or(1))
	var u32 uint32 = 5
	atomic.AddUint32(&u32, ^uint32(0))
	fmt.Println(atomic.LoadUint32(&u32), atomic.SwapUint32(&u32, 9), atomic.CompareAndSwapUint32(&u32, 9, 1), u32)
	b := NewBarrier(4)
	var log [3]atomic.Int32
	for range 4 {
		wg.Go(func() {
			for ph := range 3 {
				log[ph].Add(1)
				b.Wait()
				if log[ph].Load() != 4 {
					fmt.Println("barrier broken")
				}
			}
		})
	}
	wg.Wait()
	sem := make(Sem, 3)
	var cur, peak atomic.Int32
	for range 12 {
		wg.Go(func() {
			sem.With(func() {
				n := cur.Add(1)
				for {
					o := peak.Load()
					if n <= o || peak.CompareAndSwap(o, n) {
						break
					}
				}
				time.Sleep(time.Millisecond)
				cur.Add(-1)
			})
		})
	}
	wg.Wait()
	fmt.Println(peak.Load() <= 3, peak.Load() > 0)
	var rw sync.RWMutex
	shared := map[int]int{}
	for i := range 10 {
		wg.Go(func() { rw.Lock(); shared[i] = i; rw.Unlock() })
		wg.Go(func() { rw.RLock(); _ = shared[i]; rw.RUnlock() })
	}
	wg.Wait()
	fmt.Println(len(shared), rw.TryLock(), rw.TryRLock())
	rw.Unlock()
	var mu sync.Mutex
	mu.Lock()
	fmt.Println(mu.TryLock())
	mu.Unlock()
	ctx, cancel := context.WithTimeout(context.WithValue(context.Background(), Config{}.key(), "val"), 5*time.Millisecond)
	defer cancel()
	done := make(chan string)
	stop := context.AfterFunc(ctx, func() { done <- "after " + fmt.Sprint(ctx.Err()) })
	fmt.Println(<-done, stop(), ctx.Value(key{}), errors.Is(ctx.Err(), context.DeadlineExceeded))
	t := time.NewTimer(time.Hour)
	fmt.Println(t.Stop(), t.Reset(time.Millisecond))
	<-t.C
	fmt.Println(t.Stop())
	t2 := time.AfterFunc(time.Millisecond, func() { done <- "fired" })
	fmt.Println(<-done, t2.Stop())
	tick := time.NewTicker(2 * time.Millisecond)
	n := 0
	for range tick.C {
		if n++; n == 3 {
			tick.Stop()
			break
		}
	}
	fmt.Println("ticks", n)
	cond := sync.NewCond(&mu)
	ready := false
	for i := range 3 {
		wg.Go(func() {
			mu.Lock()
			for !ready {
				cond.Wait()
			}
			mu.Unlock()
			_ = i
		})
	}
	mu.Lock()
	ready = true
	cond.Broadcast()
	mu.Unlock()
	wg.Wait()
	fmt.Println("cond done")
	func() {
		defer func() { fmt.Println(recover()) }()
		var w sync.WaitGroup
		w.Done()
	}()
	res := make(chan error, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				res <- fmt.Errorf("goroutine: %v", r)
			}
		}()
		var c *Config
		_ = c.v
	}()
	fmt.Println(<-res)
	ctx2, c22 := context.WithCancelCause(context.Background())
	ctx3, c33 := context.WithTimeoutCause(ctx2, time.Hour, errors.New("slow"))
	defer c33()
	c22(errors.New("user quit"))
	<-ctx3.Done()
	fmt.Println(ctx3.Err(), context.Cause(ctx3), context.WithoutCancel(ctx3).Err())
	fmt.Println(ctx2, ctx.Value("none"))
}

type key struct{}

func (Config) key() key { return key{} }
