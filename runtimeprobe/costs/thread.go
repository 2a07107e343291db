package costs

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
)

// Threads that are made, and switches between two, in one repetition.
const (
	threadCreations = 10
	threadSwitches  = 50
)

// threads measures threads as a Go program gets them.
func (m *measuring) threads(ctx context.Context) error {
	samples, err := repeat(ctx, repetitions, func() float64 { return perOp(threadCreations, createThreads) })
	if err != nil {
		return err
	}
	m.add(sampled(Row{
		Key: KeyThreadCreate, Group: Threads, Name: "create, run and end a thread, from Go", Unit: Nanoseconds,
		Method: "a goroutine locks itself to its thread and ends, which ends the thread; the next needs another; 10 in a row", Source: clock,
	}, samples))
	if samples, err = repeat(ctx, repetitions, func() float64 { return perOp(threadSwitches, switchThreads) }); err != nil {
		return err
	}
	m.add(sampled(Row{
		Key: KeyThreadSwitch, Group: Threads, Name: "switch between threads, from Go", Unit: Nanoseconds,
		Method: "two goroutines, each locked to a thread, pass a value back and forth 25 times on unbuffered channels; GOMAXPROCS as it is", Source: clock,
	}, samples))
	return nil
}

// createThreads makes threads one after the other.
func createThreads() {
	done := make(chan struct{})
	for range threadCreations {
		go func() {
			runtime.LockOSThread() // never unlocked: the thread ends with it
			done <- struct{}{}
		}()
		<-done
	}
}

// switchThreads hands control from one thread to the other, at each send.
func switchThreads() {
	there, back, done := make(chan int), make(chan int), make(chan struct{})
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		for v := range there {
			back <- v
		}
		close(done)
	}()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for i := range threadSwitches / 2 {
		there <- i
		<-back
	}
	close(there)
	<-done
}

// threadMemory keeps n threads and returns what one takes: memory, and address
// space where the system tells.
func threadMemory(n int) []float64 {
	// What the first threads need once is not theirs.
	keepThreads(4)()
	debug.FreeOSMemory()
	memory, _ := resident()
	space := virtual()
	end := keepThreads(n)
	after, _ := resident()
	per := []float64{float64(after-memory) / float64(n)}
	if space > 0 {
		per = append(per, float64(virtual()-space)/float64(n))
	}
	end()
	return per
}

// keepThreads makes n threads that wait, until the function that it returns is called.
func keepThreads(n int) (end func()) {
	arrived, gate, gone := make(chan struct{}), make(chan struct{}), make(chan struct{})
	for range n {
		go func() {
			runtime.LockOSThread()
			arrived <- struct{}{}
			<-gate
			gone <- struct{}{}
		}()
	}
	for range n {
		<-arrived
	}
	return func() {
		close(gate)
		for range n {
			<-gone
		}
	}
}

// threadMemory measures the memory of threads.
func (m *measuring) threadMemory(ctx context.Context) error {
	columns, err := m.children(ctx, processes, childThreads)
	if err != nil {
		return err
	}
	if len(columns) == 0 {
		return fmt.Errorf("%s: no numbers", childThreads)
	}
	_, source := resident()
	m.add(sampled(Row{
		Key: KeyThreadResident, Group: Threads, Name: "memory of a thread, from Go", Unit: Bytes,
		Method: "200 goroutines locked to threads that wait, in a fresh process; its memory before and after, the difference divided", Source: source,
	}, columns[0]))
	if len(columns) > 1 {
		m.add(sampled(Row{
			Key: KeyThreadVirtual, Group: Threads, Name: "address space of a thread, from Go", Unit: Bytes,
			Method: "the same, its address space", Source: "VmSize in /proc/self/status",
		}, columns[1]))
	}
	return nil
}
