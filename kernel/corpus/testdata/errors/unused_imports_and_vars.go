package main

import (
	"fmt"
	"os"
	str "strings"
)

func f(a int) (b int) {
	c := a
	var d string
	for i, v := range []int{1} {
		fmt.Println(v)
	}
	return
}

func main() {
	x, y := 1, 2
	x = 3
	f(y)
}
