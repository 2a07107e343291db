package main

import "fmt"

func main() {
	defer func() {
		fmt.Println("first deferred runs last")
	}()
	defer func() {
		panic("in defer")
	}()
	fmt.Println("body")
}
