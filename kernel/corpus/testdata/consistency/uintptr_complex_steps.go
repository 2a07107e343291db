// Steps of the kinds of numbers that nobody counts with.
package main

import "fmt"

func main() {
	var z complex128
	z++
	z--
	z++
	fmt.Println(real(z))
	var a uintptr
	a++
	a += 2
	a--
	b := a * 3
	b <<= 1
	b |= 1
	b &^= 4
	c := -b
	fmt.Println(a, b, c, ^a, a%2, a/2, a-b, a < b, a == b)
	fmt.Println("end")
}
