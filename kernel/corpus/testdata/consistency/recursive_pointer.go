// A pointer type that refers to itself.
package main

import "fmt"

type number *number

func succ(x *number) *number {
	p := number(x)
	return &p
}

func count(x *number) int {
	if x == nil {
		return 0
	}
	return count(*x) + 1
}

func add(x, y *number) *number {
	if y == nil {
		return x
	}
	return add(succ(x), *y)
}

func main() {
	var zero *number
	two := succ(succ(zero))
	fmt.Println(count(zero), count(two), count(add(two, succ(two))))
	var n number = two
	steps := 0
	for n != nil {
		n = *n
		steps++
	}
	fmt.Println(steps, number(nil) == n)
}
