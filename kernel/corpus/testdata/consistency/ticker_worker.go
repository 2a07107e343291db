package main

import (
	"context"
	"fmt"
	"time"
)

type worker struct {
	ticks int
	done  chan struct{}
}

func (w *worker) run(ctx context.Context, every time.Duration) {
	t := time.NewTicker(every)
	defer t.Stop()
	defer close(w.done)
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			w.ticks++
			if w.ticks == 3 {
				t.Reset(time.Hour)
				return
			}
		}
	}
}

func main() {
	w := &worker{done: make(chan struct{})}
	go w.run(context.Background(), time.Millisecond)
	<-w.done
	fmt.Println(w.ticks)
	ctx, cancel := context.WithCancel(context.Background())
	w = &worker{done: make(chan struct{})}
	go w.run(ctx, time.Hour)
	cancel()
	<-w.done
	fmt.Println(w.ticks, ctx.Err())
	dl, ok := ctx.Deadline()
	fmt.Println(dl.IsZero(), ok)
}
