package main

import "fmt"

type T struct{}

func main() {
	var x any = T{}
	fmt.Printf("%T\n", x)
	fmt.Println(x.(fmt.Stringer))
}
