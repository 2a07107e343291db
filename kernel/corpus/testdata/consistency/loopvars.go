package main

import (
	"fmt"
	"sync"
)

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	// the body's changes are seen by the next iteration, closures keep their own
	var ps []*int
	for i := 0; i < 6; i++ {
		ps = append(ps, &i)
		i++
	}
	for _, p := range ps {
		fmt.Print(*p, " ")
	}
	fmt.Println()
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		defer func() { fmt.Println("defer", i, j) }()
	}
	var wg sync.WaitGroup
	res := make([]int, 5)
	for i := range 5 {
		wg.Add(1)
		go func() { defer wg.Done(); res[i] = i * i }()
	}
	wg.Wait()
	for i, v := range []string{"a", "b", "c"} {
		wg.Go(func() { res[i] += len(v) })
	}
	wg.Wait()
	fmt.Println(res)
	m := map[string]func() string{}
	for k, v := range map[string]int{"x": 1, "y": 2} {
		m[k] = func() string { return fmt.Sprint(k, v) }
	}
	fmt.Println(m["x"](), m["y"]())
	ch := make(chan int, 3)
	ch <- 1
	ch <- 2
	close(ch)
	fs = nil
	for v := range ch {
		fs = append(fs, func() int { return v })
	}
	fmt.Println(fs[0](), fs[1]())
	fs = nil
	for i := 0; i < 3; i++ {
		i := i * 2
		fs = append(fs, func() int { i++; return i })
	}
	fmt.Println(fs[0](), fs[0](), fs[1](), fs[2]())
	// shared: declared outside
	var k int
	fs = nil
	for k = 0; k < 3; k++ {
		fs = append(fs, func() int { return k })
	}
	fmt.Println(fs[0](), fs[2]())
	var e struct{ v int }
	arr := []int{7, 8}
	for _, e.v = range arr {
		fs = append(fs, func() int { return e.v })
	}
	fmt.Println(fs[3](), e.v)
	for i := 0; i < 2; i++ {
		for j := 0; j < 2; j++ {
			defer fmt.Print("args ", i, j, "; ")
		}
	}
	// the post statement works on the new copy
	var first func()
	for i := 0; i < 3; i++ {
		if first == nil {
			first = func() { i = 100; fmt.Println("first's own", i) }
		}
		first()
	}
	for i, f := 0, func(int) int { return 0 }; i < 3; i++ {
		g := f
		f = func(x int) int { return g(x) + i }
		if i == 2 {
			fmt.Println(f(0))
		}
	}
	for i := 0; i < 4; i++ {
		if i%2 == 0 {
			continue
		}
		func() { i++ }()
		fmt.Print(i, " ")
	}
	fmt.Println()
}
