package main

import (
	"fmt"
	"sync"
)

type account struct {
	mu      sync.Mutex
	balance int
}

func (a *account) with(f func(*int)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	f(&a.balance)
}

func (a *account) tryPanic() (err error) {
	a.mu.Lock()
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered %v", r)
		}
	}()
	defer a.mu.Unlock()
	panic("inside")
}

func transfer(from, to *account, n int) (ok bool) {
	first, second := from, to
	if first == to {
		return false
	}
	first.mu.Lock()
	defer first.mu.Unlock()
	second.mu.Lock()
	defer second.mu.Unlock()
	if from.balance < n {
		return
	}
	from.balance -= n
	to.balance += n
	return true
}

func main() {
	a, b := &account{balance: 10}, &account{}
	fmt.Println(transfer(a, b, 4), transfer(a, b, 40), transfer(a, a, 1), a.balance, b.balance)
	fmt.Println(a.tryPanic(), a.mu.TryLock())
	a.mu.Unlock()
	a.with(func(n *int) { *n *= 2 })
	fmt.Println(a.balance)
	func() {
		defer func() { fmt.Println("locked after panic:", recover(), !a.mu.TryLock()) }()
		a.mu.Lock()
		panic("kept")
	}()
	var once sync.Once
	for i := range 3 {
		once.Do(func() { fmt.Println("once", i) })
	}
	var rw sync.RWMutex
	readers := 0
	var mu sync.Mutex
	var wg sync.WaitGroup
	in := make(chan bool)
	for range 3 {
		wg.Go(func() {
			rw.RLock()
			defer rw.RUnlock()
			mu.Lock()
			readers++
			if readers == 3 {
				close(in)
			}
			mu.Unlock()
			<-in
		})
	}
	wg.Wait()
	fmt.Println("three readers at once", readers)
}
