package main

import (
	"fmt"
	"hash/fnv"
	"sync"
)

type shard[V any] struct {
	sync.RWMutex
	m map[string]V
}
type Sharded[V any] []*shard[V]

func New[V any](n int) Sharded[V] {
	s := make(Sharded[V], n)
	for i := range s {
		s[i] = &shard[V]{m: make(map[string]V)}
	}
	return s
}

func (s Sharded[V]) of(k string) *shard[V] {
	h := fnv.New32a()
	h.Write([]byte(k))
	return s[h.Sum32()%uint32(len(s))]
}
func (s Sharded[V]) Update(k string, f func(V) V) {
	sh := s.of(k)
	sh.Lock()
	defer sh.Unlock()
	sh.m[k] = f(sh.m[k])
}
func (s Sharded[V]) Get(k string) (V, bool) {
	sh := s.of(k)
	sh.RLock()
	defer sh.RUnlock()
	v, ok := sh.m[k]
	return v, ok
}
func (s Sharded[V]) Len() (n int) {
	for _, sh := range s {
		sh.RLock()
		n += len(sh.m)
		sh.RUnlock()
	}
	return
}

func main() {
	s := New[[]int](4)
	var wg sync.WaitGroup
	for i := range 60 {
		wg.Go(func() {
			s.Update(fmt.Sprint("k", i%6), func(v []int) []int { return append(v, i) })
		})
	}
	wg.Wait()
	total := 0
	for i := range 6 {
		v, ok := s.Get(fmt.Sprint("k", i))
		if !ok || len(v) != 10 {
			fmt.Println("wrong", i, len(v))
		}
		for _, x := range v {
			total += x
		}
	}
	_, ok := s.Get("none")
	fmt.Println(s.Len(), total, ok)
}
