package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type lazy struct {
	once sync.Once
	v    int
}

func (l *lazy) get() int { l.once.Do(func() { l.v++ }); return l.v }

type cache struct {
	mu sync.RWMutex
	m  map[string]int
}

func (c *cache) get(k string) (int, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	v, ok := c.m[k]
	return v, ok
}
func (c *cache) put(k string, v int) { c.mu.Lock(); c.m[k] = v; c.mu.Unlock() }

type queue struct {
	mu    sync.Mutex
	cond  *sync.Cond
	items []int
}

func newQueue() *queue { q := &queue{}; q.cond = sync.NewCond(&q.mu); return q }
func (q *queue) put(v int) {
	q.mu.Lock()
	q.items = append(q.items, v)
	q.mu.Unlock()
	q.cond.Signal()
}
func (q *queue) take() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.cond.Wait()
	}
	v := q.items[0]
	q.items = q.items[1:]
	return v
}

func main() {
	var l lazy
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() { l.get() })
	}
	wg.Wait()
	fmt.Println(l.get())
	c := cache{m: map[string]int{}}
	for i := range 10 {
		wg.Go(func() { c.put(fmt.Sprint(i), i); c.get("x") })
	}
	wg.Wait()
	v, ok := c.get("7")
	fmt.Println(v, ok, len(c.m))
	q := newQueue()
	sum := make(chan int)
	go func() {
		s := 0
		for range 10 {
			s += q.take()
		}
		sum <- s
	}()
	for i := range 10 {
		q.put(i)
	}
	fmt.Println(<-sum)
	var mu sync.Mutex
	fmt.Println(mu.TryLock(), mu.TryLock())
	mu.Unlock()
	var rw sync.RWMutex
	rw.RLock()
	fmt.Println(rw.TryRLock(), rw.TryLock())
	rw.RUnlock()
	rw.RUnlock()
	fmt.Println(rw.TryLock(), rw.TryRLock())
	var m sync.Map
	m.Store("a", 1)
	act, loaded := m.LoadOrStore("a", 2)
	fmt.Println(act, loaded)
	m.Store("b", []int{1})
	n := 0
	m.Range(func(k, v any) bool { n++; return true })
	m.Delete("a")
	_, ok = m.Load("a")
	fmt.Println(n, ok)
	p := sync.Pool{New: func() any { return new([]byte) }}
	b := p.Get().(*[]byte)
	*b = append(*b, 'x')
	p.Put(b)
	fmt.Println(len(*b))
	var cnt atomic.Int64
	var old int32
	var flag atomic.Bool
	var val atomic.Value
	for range 50 {
		wg.Go(func() { cnt.Add(2); atomic.AddInt32(&old, 1); flag.CompareAndSwap(false, true) })
	}
	wg.Wait()
	val.Store([]int{1, 2})
	fmt.Println(cnt.Load(), atomic.LoadInt32(&old), flag.Load(), val.Load().([]int))
	var once sync.Once
	func() {
		defer func() { fmt.Println(recover()) }()
		once.Do(func() { panic("in once") })
	}()
	once.Do(func() { fmt.Println("not again") })
	of := sync.OnceFunc(func() { fmt.Println("once func") })
	of()
	of()
	ready := false
	cond := sync.NewCond(&mu)
	for range 3 {
		wg.Go(func() {
			mu.Lock()
			for !ready {
				cond.Wait()
			}
			mu.Unlock()
		})
	}
	mu.Lock()
	ready = true
	mu.Unlock()
	cond.Broadcast()
	wg.Wait()
	var lk sync.Locker = rw.RLocker()
	rw.Unlock()
	lk.Lock()
	lk.Unlock()
	fmt.Println("end")
}
