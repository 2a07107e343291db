package main

import "fmt"

func main() {
	fmt.Println("a"
	x := 1
	if x == 1
	{
	}
	for i := 0; i < 3; i++
		fmt.Println(i)
}
