package main

import (
	"fmt"
	"sync"
	"time"
)

type clock struct {
	t *time.Timer
	n int
}

func main() {
	t := time.NewTimer(time.Hour)
	fmt.Println(t.Stop(), t.Stop(), t.Reset(time.Millisecond))
	<-t.C
	fmt.Println(t.Stop())
	done := make(chan int)
	for i := range 3 {
		time.AfterFunc(time.Duration(3-i)*2*time.Millisecond, func() { done <- i })
	}
	sum := 0
	for range 3 {
		sum += <-done
	}
	fmt.Println(sum)
	tk := time.NewTicker(time.Millisecond)
	n := 0
	for range tk.C {
		n++
		if n == 3 {
			tk.Stop()
			break
		}
	}
	fmt.Println(n)
	start := time.Now()
	time.Sleep(3 * time.Millisecond)
	el := time.Since(start)
	fmt.Println(el >= 3*time.Millisecond, el < 5*time.Second)
	var wg sync.WaitGroup
	wg.Add(1)
	af := time.AfterFunc(time.Millisecond, wg.Done)
	wg.Wait()
	fmt.Println(af.Stop())
	c := &clock{}
	fin := make(chan bool)
	c.t = time.AfterFunc(time.Millisecond, func() {
		c.n++
		if c.n < 3 {
			c.t.Reset(time.Millisecond)
		} else {
			close(fin)
		}
	})
	<-fin
	fmt.Println(c.n)
	select {
	case <-time.After(time.Minute):
	case <-time.Tick(time.Millisecond):
		fmt.Println("tick")
	}
	d := 90 * time.Minute
	fmt.Println(d, d.Hours(), d.Truncate(time.Hour), time.Duration(0), 1500*time.Microsecond)
	tm := time.Date(2024, time.February, 29, 12, 30, 0, 0, time.UTC)
	fmt.Println(tm, tm.Weekday(), tm.AddDate(1, 0, 0).Format("2006-01-02"), tm.YearDay())
	fmt.Println(tm.Format(time.RFC3339), tm.Add(36*time.Hour).Format(time.Kitchen), tm.Month() == time.February)
	p, err := time.Parse("2006-01-02", "2024-13-01")
	fmt.Println(p.IsZero(), err)
	pd, err := time.ParseDuration("1h15m30.5s")
	fmt.Println(pd, err, pd > time.Hour, pd/time.Second)
	fmt.Println(tm.Sub(tm.Add(-time.Hour)), tm.Before(tm.Add(1)), tm.Equal(tm))
	order := make(chan string, 3)
	go func() { time.Sleep(700 * time.Millisecond); order <- "slow" }()
	go func() { time.Sleep(time.Millisecond); order <- "fast" }()
	fmt.Println(<-order, <-order)
}
