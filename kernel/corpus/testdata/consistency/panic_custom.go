package main

import "fmt"

type code struct {
	N    int
	Text string
}

func (c code) String() string { return "String is not used" }

func level(n int) {
	defer fmt.Println("unwinding", n)
	if n == 3 {
		panic(code{3, "three"})
	}
	level(n + 1)
}

func main() {
	defer fmt.Println("last words")
	level(0)
}
