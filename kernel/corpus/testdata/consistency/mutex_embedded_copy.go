package main

import (
	"fmt"
	"sync"
)

type safe struct {
	sync.Mutex
	m map[string]int
}

type reg struct {
	mu   *sync.Mutex
	list []*safe
	by   map[string]*safe
}

func (s *safe) inc(k string) int {
	s.Lock()
	defer s.Unlock()
	s.m[k]++
	return s.m[k]
}

func lockAll(ls ...sync.Locker) func() {
	for _, l := range ls {
		l.Lock()
	}
	return func() {
		for i := len(ls) - 1; i >= 0; i-- {
			ls[i].Unlock()
		}
	}
}

func main() {
	r := reg{mu: new(sync.Mutex), by: map[string]*safe{}}
	for i := range 3 {
		s := &safe{m: map[string]int{}}
		r.list = append(r.list, s)
		r.by[fmt.Sprint(i)] = s
	}
	var wg sync.WaitGroup
	for i := range 30 {
		wg.Go(func() {
			r.mu.Lock()
			s := r.list[i%3]
			r.mu.Unlock()
			s.inc("k")
		})
	}
	wg.Wait()
	for _, k := range []string{"0", "1", "2"} {
		fmt.Print(r.by[k].m["k"], " ")
	}
	fmt.Println()
	unlock := lockAll(r.list[0], r.list[1], r.mu)
	fmt.Println(r.list[0].TryLock(), r.list[2].TryLock())
	unlock()
	fmt.Println(r.list[0].TryLock(), r.mu.TryLock())
	arr := [2]sync.Mutex{}
	arr[0].Lock()
	fmt.Println(arr[0].TryLock(), arr[1].TryLock())
	lock, un := arr[0].TryLock, arr[0].Unlock
	un()
	fmt.Println(lock())
}
