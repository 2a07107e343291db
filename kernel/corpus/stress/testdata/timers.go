package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// stress starts and stops timers: each either runs once or was stopped in time,
// channels of timers deliver once, tickers tick forward, and nothing comes early.
func stress(n int) (ops, wrong int) {
	const batch = 200
	for ops < n {
		var ran [batch]atomic.Int64
		var timers [batch]*time.Timer
		var wg sync.WaitGroup
		wg.Add(batch)
		for i := range timers {
			d := time.Duration(i%3) * time.Microsecond
			if i%3 == 2 {
				d = time.Hour
			}
			timers[i] = time.AfterFunc(d, func() { ran[i].Add(1); wg.Done() })
		}
		stopped := [batch]bool{}
		for i := range timers {
			if i%2 == 0 || i%3 == 2 {
				if stopped[i] = timers[i].Stop(); stopped[i] {
					wg.Done()
				}
			}
		}
		wg.Wait()
		for i := range ran {
			if got := ran[i].Load(); got > 1 || (got == 1) == stopped[i] {
				wrong++
			}
			ops++
		}

		begin := time.Now()
		ch := make([]<-chan time.Time, batch)
		for i := range ch {
			ch[i] = time.After(time.Duration(batch-i) * time.Microsecond)
		}
		for i := range ch {
			if <-ch[i]; time.Since(begin) < time.Duration(batch-i)*time.Microsecond {
				wrong++
			}
			ops++
		}
		t := time.NewTimer(time.Hour)
		for range batch {
			t.Reset(time.Nanosecond)
			select {
			case <-t.C:
			case <-ch[0]:
				wrong++
			}
			select {
			case <-t.C:
				wrong++ // once
			default:
			}
			ops++
		}
		tick := time.NewTicker(10 * time.Microsecond)
		begin = time.Now().Add(-10 * time.Microsecond) // the first may come from before the loop
		for k := range 50 {
			select {
			case <-tick.C:
				if time.Since(begin) < time.Duration(k)*10*time.Microsecond {
					wrong++
				}
			case <-t.C:
				wrong++
			}
			ops++
		}
		tick.Stop()
		begin = time.Now()
		for range 5 {
			time.Sleep(time.Microsecond)
		}
		if time.Since(begin) < 5*time.Microsecond {
			wrong++
		}
	}
	return ops, wrong
}

func main() {
	n, _ := strconv.Atoi(os.Getenv("STRESS_OPS"))
	fmt.Println(stress(n))
}
