package main

import "fmt"

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func two(n int) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i := range n {
			if !yield(i, fmt.Sprint("s", i)) {
				return
			}
		}
	}
}

func find(n int) (int, string) {
	for i, s := range two(10) {
		for range count(3) {
			if i == n {
				return i, s
			}
		}
	}
	return -1, "none"
}

func named(n int) (x int, err error) {
	defer func() { x *= 2 }()
	for i := range count(10) {
		x += i
		if i == n {
			err = fmt.Errorf("at %d", i)
			return
		}
		defer func() { fmt.Println("deferred", i, x) }()
	}
	return x, nil
}

func labels() {
outer:
	for i := range count(5) {
		for j := range 5 {
			for k := range count(5) {
				switch {
				case k == 3:
					continue outer
				case j == 2:
					break
				case i == 3:
					break outer
				default:
					if k == 1 {
						continue
					}
				}
				fmt.Print(i, j, k, " ")
			}
		}
	}
	fmt.Println()
	i := 0
again:
	for x := range count(4) {
		i++
		if x == 2 && i < 10 {
			goto again
		}
		fmt.Print(x, " ")
	}
	fmt.Println(i)
loop:
	for n := 0; n < 3; n++ {
		for x := range count(4) {
			for y := range count(4) {
				if y == 2 {
					continue loop
				}
				fmt.Print(n, x, y, ";")
			}
		}
	}
	fmt.Println()
}

func rec() {
	defer func() { fmt.Println("rec", recover()) }()
	for x := range count(3) {
		if x == 1 {
			panic("boom")
		}
	}
}

func bad(yield func(int) bool) { yield(1); yield(2) }

func check() {
	defer func() { fmt.Println("check", recover()) }()
	for range bad {
		break
	}
}

func main() {
	fmt.Println(find(4))
	fmt.Println(find(40))
	fmt.Println(named(3))
	fmt.Println(named(30))
	labels()
	rec()
	check()
	var fs []func() int
	for i := range count(3) {
		fs = append(fs, func() int { i++; return i })
	}
	for _, f := range fs {
		fmt.Println(f(), f())
	}
	var a [3]int
	var k int
	for a[k] = range count(3) {
		k = (k + 1) % 3
	}
	fmt.Println(a, k)
	for range count(2) {
		fmt.Println("x")
	}
}
