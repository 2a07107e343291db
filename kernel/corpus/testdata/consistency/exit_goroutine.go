package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Println("start")
	ready := make(chan struct{})
	go func() {
		<-ready
		fmt.Println("exit from goroutine")
		os.Exit(0)
	}()
	close(ready)
	select {}
}
