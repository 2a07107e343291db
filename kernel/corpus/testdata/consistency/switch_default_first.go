// A default clause that is not the last: the cases are still tried in their order.
package main

import "fmt"

func t(n int, b bool) bool { fmt.Print(" ", n); return b }

func a() {
	switch {
	default:
		fmt.Println("default")
	case t(1, true):
		fmt.Println("1")
	case !t(2, false):
		fmt.Println("2")
	}
}

func b() {
	switch {
	case t(1, false):
		fmt.Println("1")
	default:
		fmt.Println("default")
	case t(2, false):
		fmt.Println("2")
	case t(3, true):
		fmt.Println("3")
	}
}

func c() {
	switch {
	case t(1, false), t(2, false):
		fmt.Println("1")
		fallthrough
	default:
		fmt.Println("default")
	case t(3, true):
		fmt.Println("3")
	}
}

func d(x int) {
	switch x {
	default:
		fmt.Println("default")
		fallthrough
	case 1:
		fmt.Println("1")
	case 2:
		fmt.Println("2")
	}
}

func e(x int) {
	switch {
	case func() bool { fmt.Print("c1 "); return x == 1 }():
		fmt.Println("1")
	case func() bool { fmt.Print("c2 "); return x == 2 }():
		fmt.Println("2")
	default:
		fmt.Println("default")
	case func() bool { fmt.Print("c3 "); return x == 3 }():
		fmt.Println("3")
	}
}

func main() {
	a()
	b()
	c()
	d(0)
	d(1)
	d(2)
	for i := range 5 {
		e(i)
	}
}
