package main

import (
	"bytes"
	"fmt"
	"sync"
)

type buf struct {
	bytes.Buffer
	uses int
}

var pool = sync.Pool{New: func() any { return &buf{} }}

func use(f func(*buf)) {
	b := pool.Get().(*buf)
	defer func() {
		b.Reset()
		pool.Put(b)
	}()
	b.uses++
	f(b)
}

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	got := map[string]int{}
	for i := range 20 {
		wg.Go(func() {
			use(func(b *buf) {
				fmt.Fprintf(b, "v%d", i%3)
				mu.Lock()
				got[b.String()]++
				mu.Unlock()
			})
		})
	}
	wg.Wait()
	fmt.Println(got)
	use(func(b *buf) { fmt.Println(b.Len(), b.uses > 0) })
}
