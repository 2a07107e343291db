package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
)

// queue is a bounded queue of the textbook.
type queue struct {
	sync.Mutex
	notEmpty, notFull *sync.Cond
	items             []int
	limit             int
}

func newQueue(limit int) *queue {
	q := &queue{limit: limit}
	q.notEmpty, q.notFull = sync.NewCond(q), sync.NewCond(&q.Mutex)
	return q
}

func (q *queue) put(v int) {
	q.Lock()
	defer q.Unlock()
	for len(q.items) == q.limit {
		q.notFull.Wait()
	}
	q.items = append(q.items, v)
	q.notEmpty.Signal()
}

func (q *queue) take() int {
	q.Lock()
	defer q.Unlock()
	for len(q.items) == 0 {
		q.notEmpty.Wait()
	}
	v := q.items[0]
	q.items = q.items[1:]
	q.notFull.Signal()
	return v
}

// stress moves numbers through a queue, then has all goroutines meet at a barrier.
func stress(n int) (ops, wrong int) {
	const workers = 4
	each := n / 4 / workers
	q := newQueue(5)
	var wg sync.WaitGroup
	var mu sync.Mutex
	sum := 0
	for w := range workers {
		wg.Go(func() {
			for i := range each {
				q.put(w*each + i)
			}
		})
		wg.Go(func() {
			s := 0
			for range each {
				s += q.take()
			}
			mu.Lock()
			sum += s
			mu.Unlock()
		})
	}
	wg.Wait()
	total := each * workers
	if sum != total*(total-1)/2 {
		wrong++
	}
	ops += 2 * total

	rw := new(sync.RWMutex)
	turn := sync.NewCond(rw)
	arrived, generation := 0, 0
	for range workers {
		wg.Go(func() {
			for g := range n / 2 / workers {
				rw.Lock()
				if generation != g {
					wrong++
				}
				if arrived++; arrived == workers {
					arrived, generation = 0, generation+1
					turn.Broadcast()
				}
				for generation == g {
					turn.Wait()
				}
				ops++
				rw.Unlock()
			}
		})
	}
	wg.Wait()
	return ops, wrong
}

func main() {
	n, _ := strconv.Atoi(os.Getenv("STRESS_OPS"))
	fmt.Println(stress(n))
}
