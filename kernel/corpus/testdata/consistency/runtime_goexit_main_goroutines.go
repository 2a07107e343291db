package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			func() {
				defer func() { _ = recover() }()
				if i == 1 {
					runtime.Goexit()
				}
			}()
			if i == 1 {
				panic("unreachable")
			}
		}()
	}
	wg.Wait()
	fmt.Println("all done", runtime.GOOS != "", runtime.NumCPU() > 0, runtime.GOMAXPROCS(0) > 0)
}
