package main

import (
	"fmt"
	"sync"
)

var (
	mu     sync.Mutex
	counts = map[string]int{}
	total  int
	once   sync.Once
	conf   *config
	ready  = make(chan struct{})
	hooks  []func()
	table  = [...]func(int) int{double, func(x int) int { return x + offset }}
	offset = 100
)

type config struct{ name string }

func double(x int) int { return 2 * x }

func get() *config {
	once.Do(func() { conf = &config{"loaded"}; total++ })
	return conf
}

func inc(k string) {
	mu.Lock()
	defer mu.Unlock()
	counts[k]++
	total++
}

func init() {
	hooks = append(hooks, func() { inc("hook") })
	go func() {
		inc("init goroutine")
		close(ready)
	}()
}

func main() {
	<-ready
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			inc([]string{"even", "odd"}[i%2])
			_ = get().name
		}()
	}
	wg.Wait()
	for _, h := range hooks {
		h()
	}
	fmt.Println(counts, total, get() == conf, conf.name)
	fmt.Println(table[0](4), table[1](4), len(table))
	offset = 1
	p := &offset
	*p += 4
	fmt.Println(table[1](4))
}
