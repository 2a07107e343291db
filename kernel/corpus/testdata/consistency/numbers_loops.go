package main

import "fmt"

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
func collatz(n uint) (steps int) {
	for ; n != 1; steps++ {
		if n&1 == 0 {
			n >>= 1
		} else {
			n = 3*n + 1
		}
	}
	return
}
func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}
func ack(m, n int) int {
	switch {
	case m == 0:
		return n + 1
	case n == 0:
		return ack(m-1, 1)
	}
	return ack(m-1, ack(m, n-1))
}
func hanoi(n int, a, b, c string, move func(string, string)) {
	if n > 0 {
		hanoi(n-1, a, c, b, move)
		move(a, c)
		hanoi(n-1, b, a, c, move)
	}
}
func perms(xs []int, f func([]int)) {
	if len(xs) <= 1 {
		f(xs)
		return
	}
	for i := range xs {
		rest := append(append([]int{}, xs[:i]...), xs[i+1:]...)
		perms(rest, func(p []int) { f(append([]int{xs[i]}, p...)) })
	}
}
func sieve(n int) (ps []int) {
	c := make([]bool, n+1)
	for i := 2; i <= n; i++ {
		if !c[i] {
			ps = append(ps, i)
			for j := i * i; j <= n; j += i {
				c[j] = true
			}
		}
	}
	return
}
func queens(n int) (count int) {
	cols, d1, d2 := make([]bool, n), make([]bool, 2*n), make([]bool, 2*n)
	var place func(int)
	place = func(r int) {
		if r == n {
			count++
			return
		}
		for c := range n {
			if cols[c] || d1[r+c] || d2[r-c+n] {
				continue
			}
			cols[c], d1[r+c], d2[r-c+n] = true, true, true
			place(r + 1)
			cols[c], d1[r+c], d2[r-c+n] = false, false, false
		}
	}
	place(0)
	return
}
func bsearch(xs []int, x int) int {
	lo, hi := 0, len(xs)
	for lo < hi {
		if m := int(uint(lo+hi) >> 1); xs[m] < x {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

func main() {
	fmt.Println(gcd(48, 36), collatz(27), fib(15), ack(2, 3))
	n := 0
	hanoi(5, "a", "b", "c", func(from, to string) { n++ })
	fmt.Println(n)
	perms([]int{1, 2, 3}, func(p []int) { fmt.Print(p) })
	fmt.Println()
	fmt.Println(sieve(50), queens(6), bsearch(sieve(50), 23))
	mat := [][]int{{1, 2}, {3, 4}}
	for i := range mat {
		for j := i + 1; j < len(mat[i]); j++ {
			mat[i][j], mat[j][i] = mat[j][i], mat[i][j]
		}
	}
	fmt.Println(mat)
	memo := map[int]int{}
	var f func(int) int
	f = func(n int) (r int) {
		if v, ok := memo[n]; ok {
			return v
		}
		defer func() { memo[n] = r }()
		if n < 2 {
			return n
		}
		return f(n-1) + f(n-2)
	}
	fmt.Println(f(60), len(memo))
	x := 0
	for i, j := 0, 10; i < j; i, j = i+1, j-1 {
		x += i * j
	}
	fmt.Println(x)
	for i := 10; i > 0; i /= 2 {
		fmt.Print(i, " ")
	}
	fmt.Println()
}
