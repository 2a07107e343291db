package main

import "fmt"

func main() {
	fmt.Println("unterminated)
	if true {
		fmt.Println('ab')
	}
