package rt

import (
	"io"
	"os"
	"reflect"
	"sync"
	"testing"
)

func BenchmarkPingPong(b *testing.B) {
	v := 1
	run := func(name string, send, recv func(c chan int)) {
		b.Run(name, func(b *testing.B) {
			c := NewCell(1, "cell[1]")
			c.Run(func() {
				x, y, n := make(chan int), make(chan int), b.N
				Go(1, func() {
					for range n {
						recv(x)
						send(y)
					}
				})
				for range n {
					send(x)
					recv(y)
				}
			})
		})
	}
	run("rt", func(c chan int) { Send(1, c, &v) }, func(c chan int) { Recv(1, c, nil) })
	run("reflect", func(c chan int) { reflect.ValueOf(c).Send(reflect.ValueOf(v)) }, func(c chan int) { reflect.ValueOf(c).Recv() })
	run("go", func(c chan int) { c <- v }, func(c chan int) { <-c })
}

func BenchmarkSelectReady(b *testing.B) {
	inBench(b, func() {
		x, y := make(chan int, 1), make(chan string, 1)
		v := 1
		for range b.N {
			x <- 1
			Select(1, true, R(x, &v, nil), R(y, nil, nil))
		}
	})
}

func BenchmarkGo(b *testing.B) {
	b.Run("rt", func(b *testing.B) {
		inBench(b, func() {
			var wg sync.WaitGroup
			for range b.N {
				wg.Add(1)
				Go(1, wg.Done)
			}
			wg.Wait()
		})
	})
	b.Run("go", func(b *testing.B) {
		var wg sync.WaitGroup
		for range b.N {
			wg.Add(1)
			go wg.Done()
		}
		wg.Wait()
	})
}

func BenchmarkMutex(b *testing.B) {
	inBench(b, func() {
		var m sync.Mutex
		for range b.N {
			MutexLock(1, &m)
			MutexUnlock(1, &m)
		}
	})
}

func BenchmarkPrintln(b *testing.B) {
	SetOutput(io.Discard, nil)
	defer SetOutput(os.Stdout, nil)
	inBench(b, func() {
		for i := range b.N {
			Println("line", i)
		}
	})
}

func BenchmarkSprintBox(b *testing.B) {
	p := box(point{1, 2})
	for b.Loop() {
		Sprintf("%v", p)
	}
}

func BenchmarkBoxWhichUnbox(b *testing.B) {
	id, col := idOf[point](), idOf[color]()
	n := 0
	for b.Loop() {
		x := Box(col, 2)
		if Which(x, id, col) == 1 {
			To(col, x, &n)
		}
	}
}

func inBench(b *testing.B, f func()) {
	b.ReportAllocs()
	NewCell(1, "cell[1]").Run(f)
}
