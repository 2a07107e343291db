package main

import (
	"fmt"
	"sync"
)

type config struct{ n int }

var calls int
var get = sync.OnceValue(func() *config { calls++; return &config{42} })
var both = sync.OnceValues(func() (int, error) { calls++; return 1, fmt.Errorf("once") })

func main() {
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() { get() })
	}
	wg.Wait()
	fmt.Println(get().n, get() == get(), calls)
	fmt.Println(both())
	fmt.Println(both())
	fmt.Println(calls)
}
