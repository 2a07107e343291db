package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type stats struct {
	hits  atomic.Int64
	bytes atomic.Uint32
	open  atomic.Bool
	cfg   atomic.Value
}

type config struct{ name string }

func (s *stats) hit(n uint32) { s.hits.Add(1); s.bytes.Add(n) }

func main() {
	var s stats
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() { s.hit(uint32(i)) })
	}
	wg.Wait()
	fmt.Println(s.hits.Load(), s.bytes.Load(), s.open.Swap(true), s.open.Load())
	s.cfg.Store(config{"a"})
	fmt.Println(s.cfg.Load().(config).name)
	old := s.cfg.Swap(config{"b"})
	fmt.Println(old.(config), s.cfg.CompareAndSwap(config{"b"}, config{"c"}), s.cfg.Load())
	var i32 int32
	var u64 uint64
	fmt.Println(atomic.AddInt32(&i32, -5), atomic.SwapUint64(&u64, 7), atomic.CompareAndSwapInt32(&i32, -5, 3), i32, u64)
	func() {
		defer func() { fmt.Println(recover()) }()
		s.cfg.Store("another type")
	}()
	var or atomic.Uint32
	fmt.Println(or.Or(6), or.And(3), or.Load())
}
