package costs

import (
	"context"
	"runtime"
	"sync"
)

// Repetitions of a measurement of time, and operations in one.
const (
	repetitions = 101
	creations   = 500
	switches    = 1_000
)

const clock = "monotonic clock"

// goroutines measures creating and switching.
func (m *measuring) goroutines(ctx context.Context) error {
	samples, err := repeat(ctx, repetitions, func() float64 { return perOp(creations, create) })
	if err != nil {
		return err
	}
	m.add(sampled(Row{
		Key: KeyCreate, Group: Goroutines, Name: "create, run and end a goroutine", Unit: Nanoseconds,
		Method: "start 500 that do nothing, wait until the last has ended; GOMAXPROCS as it is", Source: clock,
	}, samples))

	// One processor: a goroutine that waits is woken on the same P, and nothing but
	// the switch is measured. With more, now and then another P takes one over.
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	if samples, err = repeat(ctx, repetitions, func() float64 { return perOp(switches, pingPong) }); err != nil {
		return err
	}
	m.add(sampled(Row{
		Key: KeySwitchChannel, Group: Goroutines, Name: "switch: hand a value over on a channel", Unit: Nanoseconds,
		Method: "two goroutines pass a value back and forth 500 times on unbuffered channels; GOMAXPROCS 1", Source: clock,
	}, samples))
	if samples, err = repeat(ctx, repetitions, func() float64 { return perOp(switches, yield) }); err != nil {
		return err
	}
	m.add(sampled(Row{
		Key: KeySwitchYield, Group: Goroutines, Name: "switch: runtime.Gosched", Unit: Nanoseconds,
		Method: "two goroutines yield to each other, 500 times each; GOMAXPROCS 1", Source: clock,
	}, samples))
	return nil
}

// create starts goroutines that do nothing and waits for all.
func create() {
	var wg sync.WaitGroup
	wg.Add(creations)
	for range creations {
		go wg.Done()
	}
	wg.Wait()
}

// pingPong switches between two goroutines, at each send.
func pingPong() {
	there, back := make(chan int), make(chan int)
	go func() {
		for v := range there {
			back <- v
		}
		close(back)
	}()
	for i := range switches / 2 {
		there <- i
		<-back
	}
	close(there)
	<-back // closed: the goroutine has ended but for its last instruction
}

// yield switches between two goroutines, at each Gosched.
func yield() {
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for range switches / 2 {
				runtime.Gosched()
			}
		})
	}
	wg.Wait()
}
