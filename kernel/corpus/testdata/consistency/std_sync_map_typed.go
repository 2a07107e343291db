package main

import (
	"fmt"
	"sort"
	"sync"
)

type key struct{ a, b int }
type val struct{ s string }

type uncomparable struct{ f []int }

func said(f func()) (what any) {
	defer func() { what = recover() }()
	f()
	return nil
}

func main() {
	var m sync.Map
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() { m.Store(key{i, i % 2}, &val{fmt.Sprint(i)}) })
	}
	wg.Wait()
	v, ok := m.Load(key{3, 1})
	fmt.Println(v.(*val).s, ok)
	_, ok = m.Load(key{3, 0})
	fmt.Println(ok)
	var keys []int
	m.Range(func(k, v any) bool {
		keys = append(keys, k.(key).a)
		return true
	})
	sort.Ints(keys)
	fmt.Println(keys)
	act, loaded := m.LoadAndDelete(key{5, 1})
	fmt.Println(act.(*val).s, loaded)
	fmt.Println(m.CompareAndSwap("none", 1, 2))
	m.Swap("k", val{"x"})
	fmt.Println(m.CompareAndSwap("k", val{"x"}, val{"y"}))
	p, _ := m.Load("k")
	fmt.Println(p)
	for _, x := range []any{uncomparable{}, key{}, []int{}} {
		m.Store("u", x)
		fmt.Println(m.CompareAndDelete("u", "s"), said(func() { m.CompareAndSwap("none", x, 1) }))
		var locked sync.Map // what a panic leaves locked
		locked.Store("u", x)
		fmt.Println(said(func() { fmt.Println(locked.CompareAndSwap("u", x, 1)) }))
		var other sync.Map
		other.Store("u", x)
		fmt.Println(said(func() { fmt.Println(other.CompareAndDelete("u", x)) }))
	}
	m.Clear()
	n := 0
	m.Range(func(any, any) bool { n++; return true })
	fmt.Println(n)
}
