// A channel behind a nil pointer is no nil channel.
package main

import "fmt"

func try(what string, f func()) {
	defer func() { fmt.Println(what, recover()) }()
	f()
}

func main() {
	var p *chan int
	try("receive", func() { <-*p })
	try("receive two", func() { _, ok := <-*p; fmt.Println(ok) })
	try("send", func() { *p <- 1 })
	try("range", func() {
		for range *p {
		}
	})
	var c chan int = nil
	select {
	case <-c:
	default:
		fmt.Println("a nil channel is never ready")
	}
}
