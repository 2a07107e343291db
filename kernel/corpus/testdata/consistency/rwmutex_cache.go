package main

import (
	"fmt"
	"sync"
)

type Cache[K comparable, V any] struct {
	sync.RWMutex
	m           map[K]V
	hits, calls int
}

func (c *Cache[K, V]) Get(k K, load func(K) V) V {
	c.RLock()
	v, ok := c.m[k]
	c.RUnlock()
	if ok {
		return v
	}
	c.Lock()
	defer c.Unlock()
	if v, ok := c.m[k]; ok {
		return v
	}
	c.calls++
	v = load(k)
	if c.m == nil {
		c.m = map[K]V{}
	}
	c.m[k] = v
	return v
}

func main() {
	var c Cache[int, string]
	var wg sync.WaitGroup
	var mu sync.Mutex
	seen := map[string]int{}
	for i := range 40 {
		wg.Add(1)
		go func(n int) {
			defer wg.Done()
			s := c.Get(n%4, func(k int) string { return fmt.Sprint("v", k) })
			mu.Lock()
			defer mu.Unlock()
			seen[s]++
		}(i)
	}
	wg.Wait()
	fmt.Println(seen, c.calls, len(c.m))
}
