package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type sem chan struct{}

func (s sem) acquire() { s <- struct{}{} }
func (s sem) release() { <-s }

func main() {
	s := make(sem, 3)
	var running, peak atomic.Int32
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			s.acquire()
			defer s.release()
			n := running.Add(1)
			for {
				p := peak.Load()
				if n <= p || peak.CompareAndSwap(p, n) {
					break
				}
			}
			running.Add(-1)
		})
	}
	wg.Wait()
	fmt.Println(peak.Load() <= 3, running.Load(), len(s), cap(s))
}
