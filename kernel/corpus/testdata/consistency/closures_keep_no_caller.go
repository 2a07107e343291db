package main

import (
	"fmt"
	"runtime"
)

func inUse() int {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc >> 20)
}

// A closure keeps the variables that it names: not those of functions that called the one
// which made it.
func counter() func() int {
	n := 0
	return func() int { n++; return n }
}

func caller() func() int {
	big := make([]byte, 64<<20)
	next := counter()
	big[next()] = 1
	return next
}

func further() func() int {
	big := make([]byte, 64<<20)
	next := caller()
	big[next()] = 1
	return next
}

var kept []func() int

func main() {
	before := inUse()
	for range 3 {
		kept = append(kept, further())
	}
	for _, next := range kept {
		fmt.Println(next())
	}
	more := inUse() - before
	fmt.Println("more than 32 MB:", more > 32)
}
