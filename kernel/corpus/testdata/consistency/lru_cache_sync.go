package main

import (
	"container/list"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// A generic LRU cache with single flight, expiry by a clock of one's own, statistics.

type Clock interface{ Now() time.Time }
type fake struct{ t atomic.Int64 }

func (f *fake) Now() time.Time          { return time.Unix(0, f.t.Load()).UTC() }
func (f *fake) Advance(d time.Duration) { f.t.Add(int64(d)) }

type pair[K comparable, V any] struct {
	key     K
	val     V
	expires time.Time
}

type Stats struct{ Hits, Misses, Evicted, Expired int }

type LRU[K comparable, V any] struct {
	mu    sync.Mutex
	max   int
	ttl   time.Duration
	clock Clock
	order *list.List
	items map[K]*list.Element
	calls map[K]*call[V]
	Stats
	onEvict func(K, V)
}

type call[V any] struct {
	done chan struct{}
	val  V
	err  error
}

type Option[K comparable, V any] func(*LRU[K, V])

func WithTTL[K comparable, V any](d time.Duration, c Clock) Option[K, V] {
	return func(l *LRU[K, V]) { l.ttl, l.clock = d, c }
}

func OnEvict[K comparable, V any](f func(K, V)) Option[K, V] {
	return func(l *LRU[K, V]) { l.onEvict = f }
}

func New[K comparable, V any](max int, opts ...Option[K, V]) *LRU[K, V] {
	l := &LRU[K, V]{max: max, order: list.New(), items: map[K]*list.Element{}, calls: map[K]*call[V]{}}
	for _, o := range opts {
		o(l)
	}
	return l
}

func (l *LRU[K, V]) get(k K) (v V, ok bool) {
	e, ok := l.items[k]
	if !ok {
		l.Misses++
		return v, false
	}
	p := e.Value.(*pair[K, V])
	if l.clock != nil && l.clock.Now().After(p.expires) {
		l.order.Remove(e)
		delete(l.items, k)
		l.Expired++
		l.Misses++
		return v, false
	}
	l.order.MoveToFront(e)
	l.Hits++
	return p.val, true
}

func (l *LRU[K, V]) put(k K, v V) {
	p := &pair[K, V]{key: k, val: v}
	if l.clock != nil {
		p.expires = l.clock.Now().Add(l.ttl)
	}
	if e, ok := l.items[k]; ok {
		e.Value = p
		l.order.MoveToFront(e)
		return
	}
	l.items[k] = l.order.PushFront(p)
	for l.order.Len() > l.max {
		last := l.order.Back()
		old := l.order.Remove(last).(*pair[K, V])
		delete(l.items, old.key)
		l.Evicted++
		if l.onEvict != nil {
			l.onEvict(old.key, old.val)
		}
	}
}

func (l *LRU[K, V]) Do(k K, load func(K) (V, error)) (v V, err error, shared bool) {
	l.mu.Lock()
	if v, ok := l.get(k); ok {
		l.mu.Unlock()
		return v, nil, false
	}
	if c, ok := l.calls[k]; ok {
		l.mu.Unlock()
		<-c.done
		return c.val, c.err, true
	}
	c := &call[V]{done: make(chan struct{})}
	l.calls[k] = c
	l.mu.Unlock()
	func() {
		defer func() {
			if r := recover(); r != nil {
				c.err = fmt.Errorf("load %v: %v", k, r)
			}
		}()
		c.val, c.err = load(k)
	}()
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.calls, k)
	if c.err == nil {
		l.put(k, c.val)
	}
	close(c.done)
	return c.val, c.err, false
}

func (l *LRU[K, V]) String() string {
	var b strings.Builder
	for e := l.order.Front(); e != nil; e = e.Next() {
		p := e.Value.(*pair[K, V])
		fmt.Fprintf(&b, "%v=%v ", p.key, p.val)
	}
	return strings.TrimSpace(b.String())
}

type point struct{ x, y int }

func main() {
	clock := &fake{}
	var evicted []string
	c := New(2, WithTTL[point, string](time.Minute, clock), OnEvict(func(p point, s string) { evicted = append(evicted, fmt.Sprint(p, s)) }))
	load := func(p point) (string, error) {
		if p.x < 0 {
			return "", fmt.Errorf("bad %+v", p)
		}
		return strings.Repeat("#", p.x/p.y), nil
	}
	for _, p := range []point{{4, 2}, {6, 2}, {4, 2}, {-1, 1}, {9, 3}, {1, 0}, {6, 2}} {
		v, err, _ := c.Do(p, load)
		fmt.Printf("%v %q %v | %v\n", p, v, err, c)
	}
	clock.Advance(time.Hour)
	_, _, _ = c.Do(point{6, 2}, load)
	fmt.Printf("%+v %v\n", c.Stats, evicted)

	var loads atomic.Int32
	var sharedCount atomic.Int32
	one := New[string, int](10)
	started, release := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	ask := func() {
		v, err, shared := one.Do("k", func(string) (int, error) {
			loads.Add(1)
			close(started)
			<-release
			return 42, nil
		})
		if v != 42 || err != nil {
			panic(fmt.Sprint(v, err))
		}
		if shared {
			sharedCount.Add(1)
		}
	}
	wg.Go(ask)
	<-started
	var entered sync.WaitGroup
	for range 5 {
		entered.Add(1)
		wg.Go(func() { entered.Done(); ask() })
	}
	entered.Wait()
	runtime.Gosched()
	close(release)
	wg.Wait()
	fmt.Println(loads.Load(), sharedCount.Load() <= 5, one)
}
