package main

import "fmt"

type reg struct{ m map[string]int }

func (r *reg) add(k string) { r.m[k]++ }

func main() {
	var r reg
	fmt.Println(r.m["x"])
	r.add("x")
	fmt.Println("never")
}
