package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"sync"
	"time"
)

type key int

// stress builds trees of contexts, cancels a branch and looks at every node.
func stress(n int) (ops, wrong int) {
	cause := errors.New("pruned")
	for ops < n {
		root, stop := context.WithCancel(context.WithValue(context.Background(), key(0), "root"))
		type node struct {
			ctx    context.Context
			cancel context.CancelCauseFunc
			in     bool // of the branch that is cancelled
		}
		nodes := []node{{ctx: root}}
		for i := 1; i < 64; i++ {
			parent := nodes[(i-1)/2]
			ctx := context.WithValue(parent.ctx, key(i), i)
			ctx, cancel := context.WithCancelCause(ctx)
			nodes = append(nodes, node{ctx, cancel, parent.in || i == 2})
		}
		after := make(chan int, len(nodes))
		var wg sync.WaitGroup
		for i, d := range nodes {
			if d.in {
				context.AfterFunc(d.ctx, func() { after <- i })
				wg.Go(func() { <-d.ctx.Done() })
			}
		}
		nodes[2].cancel(cause)
		wg.Wait()
		for i, d := range nodes {
			err := d.ctx.Err()
			switch {
			case d.in && (err != context.Canceled || context.Cause(d.ctx) != cause):
				wrong++
			case !d.in && (err != nil || context.Cause(d.ctx) != nil):
				wrong++
			case i > 0 && d.ctx.Value(key(i)) != i, d.ctx.Value(key(0)) != "root", d.ctx.Value(i) != nil:
				wrong++
			}
			if d.in {
				if !nodes[<-after].in {
					wrong++
				}
				ops++
			}
			ops += 3
		}
		late, cancelLate := context.WithDeadline(nodes[1].ctx, time.Now().Add(time.Hour))
		over, cancelOver := context.WithTimeoutCause(late, time.Nanosecond, cause)
		select {
		case <-over.Done():
		case <-late.Done():
			wrong++
		}
		if over.Err() != context.DeadlineExceeded || context.Cause(over) != cause || late.Err() != nil {
			wrong++
		}
		detached := context.WithoutCancel(late)
		stop()
		for _, d := range nodes {
			if d.ctx.Err() != context.Canceled {
				wrong++
			}
			ops++
		}
		if late.Err() != context.Canceled || detached.Err() != nil || detached.Value(key(1)) != 1 {
			wrong++
		}
		cancelLate()
		cancelOver()
		for _, d := range nodes[1:] {
			d.cancel(nil)
		}
	}
	return ops, wrong
}

func main() {
	n, _ := strconv.Atoi(os.Getenv("STRESS_OPS"))
	fmt.Println(stress(n))
}
