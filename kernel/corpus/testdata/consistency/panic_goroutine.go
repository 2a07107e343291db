package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer func() { fmt.Println("recovered in goroutine:", recover()) }()
		var s []int
		_ = s[5]
	}()
	wg.Wait()
	done := make(chan int)
	go func() {
		panic(fmt.Sprintf("goroutine %d", 1))
	}()
	<-done
	fmt.Println("never")
}
