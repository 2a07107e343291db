package main

import "fmt"

type msg struct {
	id   int
	body []byte
	ack  chan struct{}
}

func producer(n int) (<-chan msg, <-chan error) {
	out := make(chan msg)
	errs := make(chan error, 1)
	go func() {
		defer close(out)
		defer close(errs)
		for i := range n {
			m := msg{i, []byte{byte('a' + i)}, make(chan struct{})}
			out <- m
			<-m.ack
			if m.body[0] != 'A'+byte(i) {
				errs <- fmt.Errorf("msg %d not changed", i)
				return
			}
		}
	}()
	return out, errs
}

func main() {
	ms, errs := producer(3)
	for m := range ms {
		m.body[0] -= 32
		fmt.Println(m.id, string(m.body))
		close(m.ack)
	}
	fmt.Println(<-errs)
	ms, errs = producer(2)
	m := <-ms
	close(m.ack)
	_, ok := <-ms
	fmt.Println(ok, <-errs)
	dirs := make(chan (<-chan int), 1)
	inner := make(chan int, 1)
	dirs <- inner
	inner <- 4
	fmt.Println(<-<-dirs)
	sends := make(chan chan<- int, 1)
	sends <- inner
	(<-sends) <- 8
	fmt.Println(<-inner)
}
