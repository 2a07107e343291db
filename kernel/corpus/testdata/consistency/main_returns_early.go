package main

import "fmt"

func main() {
	block := make(chan int)
	for i := range 3 {
		go func() {
			block <- i // never received: the program ends all the same
			fmt.Println("never")
		}()
	}
	go func() {
		for {
			<-make(chan int)
		}
	}()
	fmt.Println("main ends")
	return
	fmt.Println("unreachable")
}
