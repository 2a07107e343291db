//go:build unix

package engine_test

import (
	"fmt"
	"io"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/traefik/yaegi/interp"
	"github.com/traefik/yaegi/stdlib"
	"golang.org/x/sys/unix"

	"schedtick/kernel/cell"
	"schedtick/kernel/engine"
	"schedtick/kernel/lower"
	"schedtick/kernel/rt"
	"schedtick/kernel/session"
)

// costs are programs that plain yaegi also runs, each with a func work().
var costs = []struct{ name, src string }{
	{"calls", `
func fib(n int) int { if n < 2 { return n }; return fib(n-1) + fib(n-2) }
func work() { fib(21) }`},
	{"loop", `
func work() { s := 0; for i := 0; i < 500000; i++ { s += i }; _ = s }`},
	{"pingpong", `
func work() {
	a, b := make(chan int), make(chan int)
	go func() { for v := range a { b <- v }; close(b) }()
	for i := 0; i < 5000; i++ { a <- i; <-b }
	close(a)
}`},
	{"spawn", `
func work() {
	var wg sync.WaitGroup
	for i := 0; i < 10000; i++ {
		wg.Add(1)
		go func() { defer wg.Done() }()
	}
	wg.Wait()
}`},
	{"spawn by go f(x)", `
func worker(wg *sync.WaitGroup) { wg.Done() }
func work() {
	var wg sync.WaitGroup
	for i := 0; i < 10000; i++ {
		wg.Add(1)
		go worker(&wg)
	}
	wg.Wait()
}`},
	{"slices", `
func work() {
	x := make([]int, 1000)
	for k := 0; k < 20; k++ {
		for i := 0; i < len(x); i++ { x[i] = x[i] + k }
	}
}`},
}

// BenchmarkCost runs each program lowered and on plain yaegi, alternately, and
// reports the ratio of the fastest runs.
func BenchmarkCost(b *testing.B) {
	for _, c := range costs {
		b.Run(c.name, func(b *testing.B) {
			plain, ours := plainWork(b, c.src), loweredWork(b, c.src)
			var p, o []time.Duration
			for range 7 {
				p = append(p, timed(plain))
				o = append(o, timed(ours))
			}
			for b.Loop() {
				ours()
			}
			b.ReportMetric(float64(slices.Min(o))/float64(slices.Min(p)), "of-plain")
			b.ReportMetric(float64(slices.Min(p).Microseconds()), "plain-µs")
			b.ReportMetric(float64(slices.Min(o).Microseconds()), "lowered-µs")
		})
	}
}

// timed returns the processor time that f takes: unlike wall time it hardly
// depends on what else the machine does.
func timed(f func()) time.Duration {
	t := cpuTime()
	f()
	return cpuTime() - t
}

func cpuTime() time.Duration {
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func plainWork(b *testing.B, src string) func() {
	b.Helper()
	i := interp.New(interp.Options{Stderr: io.Discard})
	if err := i.Use(stdlib.Symbols); err != nil {
		b.Fatal(err)
	}
	if _, err := i.Eval("package main\nimport \"sync\"\nvar _ sync.Mutex\n" + src); err != nil {
		b.Fatal(err)
	}
	v, err := i.Eval("work")
	if err != nil {
		b.Fatal(err)
	}
	return v.Interface().(func())
}

func loweredWork(b *testing.B, src string) func() {
	b.Helper()
	e, err := engine.New()
	if err != nil {
		b.Fatal(err)
	}
	rt.SetOutput(os.Stderr, nil)
	s, l := session.New(), lower.New()
	load := func(id int, src string) func() {
		c, err := cell.Parse(id, fmt.Sprintf("cell[%d]", id), src)
		if err != nil {
			b.Fatal(err)
		}
		u, err := s.Check(c)
		if err != nil {
			b.Fatal(err)
		}
		p, err := l.Lower(u)
		if err != nil {
			b.Fatal(err)
		}
		f, err := e.Load(p)
		if err != nil {
			b.Fatal(err)
		}
		l.Commit(p)
		s.Commit(u)
		return f
	}
	load(1, "import \"sync\"\nvar _ sync.Mutex\n"+src)
	f := load(2, "work()")
	return func() {
		if o := rt.NewCell(2, "cell[2]").Run(f); o.Kind != rt.OK {
			b.Fatalf("%+v", o)
		}
	}
}
