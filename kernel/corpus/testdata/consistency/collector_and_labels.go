package main

import (
	"context"
	"fmt"
	"runtime/debug"
	"runtime/pprof"
	"sync"
)

func main() {
	was := debug.SetGCPercent(50)
	fmt.Println("collected at", debug.SetGCPercent(was), "then at", debug.SetGCPercent(was))

	var wg sync.WaitGroup
	labels := pprof.Labels("part", "first", "of", "two")
	pprof.Do(context.Background(), labels, func(ctx context.Context) {
		part, ok := pprof.Label(ctx, "part")
		fmt.Println(part, ok)
		pprof.Do(ctx, pprof.Labels("part", "inner"), func(ctx context.Context) {
			part, _ := pprof.Label(ctx, "part")
			of, _ := pprof.Label(ctx, "of")
			fmt.Println(part, "of", of)
		})
		done := make(chan string)
		wg.Go(func() { done <- "from a goroutine of " + part })
		fmt.Println(<-done)
		pprof.ForLabels(ctx, func(key, value string) bool {
			fmt.Println(key, value)
			return true
		})
	})
	wg.Wait()
	pprof.SetGoroutineLabels(pprof.WithLabels(context.Background(), labels))
	ch := make(chan int)
	go func() { ch <- 42 }()
	fmt.Println(<-ch)
}
