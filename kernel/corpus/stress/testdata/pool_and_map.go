package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
)

type buffer struct {
	owner atomic.Int64
	data  []int
}

// stress takes buffers out of a pool, which belong to one goroutine at a time, and
// races for the keys of a sync.Map, each of which one goroutine wins.
func stress(n int) (ops, wrong int) {
	const workers = 8
	made := new(atomic.Int64)
	pool := sync.Pool{New: func() any { made.Add(1); return &buffer{data: make([]int, 4)} }}
	var m sync.Map
	each := n / 4 / workers
	bad, won := make([]int, workers), make([]int, workers)
	var swaps atomic.Int64
	m.Store("count", 0)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := range each {
				b := pool.Get().(*buffer)
				if !b.owner.CompareAndSwap(0, int64(w+1)) {
					bad[w]++
				}
				b.data[i%4] = w
				if b.data[i%4] != w || b.owner.Swap(0) != int64(w+1) {
					bad[w]++
				}
				pool.Put(b)

				if v, loaded := m.LoadOrStore(i, w); !loaded {
					won[w]++
				} else if v.(int) < 0 || v.(int) >= workers {
					bad[w]++
				}
				if v, ok := m.Load(i); !ok || v.(int) >= workers {
					bad[w]++
				}
				if old, ok := m.Load("count"); !ok || m.CompareAndSwap("count", old, old.(int)+1) {
					swaps.Add(1)
				}
			}
		})
	}
	wg.Wait()
	total, keys := 0, 0
	for w := range workers {
		wrong += bad[w]
		total += won[w]
	}
	m.Range(func(k, v any) bool { keys++; return true })
	if v, _ := m.Load("count"); total != each || keys != each+1 || v.(int) != int(swaps.Load()) || made.Load() < 1 {
		wrong++
	}
	return 4 * each * workers, wrong
}

func main() {
	n, _ := strconv.Atoi(os.Getenv("STRESS_OPS"))
	fmt.Println(stress(n))
}
