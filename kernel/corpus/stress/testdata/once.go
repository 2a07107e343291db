package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
)

// stress has several goroutines come to one sync.Once: one runs the function, and
// nobody goes on before it is done.
func stress(n int) (ops, wrong int) {
	for ops < n {
		const many, each = 50, 8
		var onces [many]sync.Once
		var ran, made [many]int
		value := sync.OnceValue(func() int { ran[0]++; return 7 })
		bad := make([]int, each)
		var wg sync.WaitGroup
		for g := range each {
			wg.Go(func() {
				for i := range onces {
					onces[i].Do(func() {
						made[i] = i + 1
						ran[i]++
					})
					if made[i] != i+1 {
						bad[g]++
					}
				}
				if value() != 7 {
					bad[g]++
				}
			})
		}
		wg.Wait()
		for i, r := range ran {
			if r != 1 && i > 0 || i == 0 && r != 2 {
				wrong++
			}
		}
		for _, b := range bad {
			wrong += b
		}
		var o sync.Once // a panic counts as a run
		for i := range 2 {
			func() {
				defer func() {
					if (recover() != nil) != (i == 0) {
						wrong++
					}
				}()
				o.Do(func() { panic("once") })
			}()
		}
		ops += many*each + each + 2
	}
	return ops, wrong
}

func main() {
	n, _ := strconv.Atoi(os.Getenv("STRESS_OPS"))
	fmt.Println(stress(n))
}
