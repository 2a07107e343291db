package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
)

// stress counts under mutexes, plain, embedded, tried and in maps of structs, and
// has readers look at what writers keep equal.
func stress(n int) (ops, wrong int) {
	const workers = 8
	each := n / 4 / workers
	type guarded struct {
		sync.Mutex
		n int
	}
	table := map[string]*guarded{"a": {}, "b": {}}
	var rw sync.RWMutex
	x, y := 0, 0
	inside, writing := 0, false
	var meta sync.Mutex
	bad := make([]int, workers)
	tried := 0
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := range each {
				g := table[string("ab"[i%2])]
				g.Lock()
				g.n++
				g.Unlock()

				if g.TryLock() {
					g.n++
					g.n--
					g.Unlock()
				}

				if i%4 == 0 {
					rw.Lock()
					if writing || inside != 0 {
						bad[w]++
					}
					writing = true
					x++
					y = -x
					writing = false
					rw.Unlock()
				} else {
					func() {
						rw.RLock()
						defer rw.RUnlock()
						meta.Lock()
						inside++
						meta.Unlock()
						if x != -y || writing {
							bad[w]++
						}
						meta.Lock()
						inside--
						meta.Unlock()
					}()
				}
				if rw.TryRLock() {
					if x != -y {
						bad[w]++
					}
					rw.RUnlock()
				}
				meta.Lock()
				tried++
				meta.Unlock()
			}
		})
	}
	wg.Wait()
	for _, b := range bad {
		wrong += b
	}
	if table["a"].n+table["b"].n != each*workers || tried != each*workers || x != workers*((each+3)/4) {
		wrong++
	}
	return 4 * tried, wrong
}

func main() {
	n, _ := strconv.Atoi(os.Getenv("STRESS_OPS"))
	fmt.Println(stress(n))
}
