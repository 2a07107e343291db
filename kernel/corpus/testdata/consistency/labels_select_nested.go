package main

import "fmt"

func main() {
	c := make(chan int, 10)
	for i := range 10 {
		c <- i
	}
	quit := make(chan bool)
	var got []int
outer:
	for {
	inner:
		for {
			select {
			case v := <-c:
				switch {
				case v == 3:
					continue outer
				case v == 5:
					break inner
				case v == 8:
					close(quit)
					break outer
				}
				got = append(got, v)
			case <-quit:
				return
			}
		}
		got = append(got, -1)
	}
	fmt.Println(got, len(c))
	_, ok := <-quit
	fmt.Println(ok)
}
