package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type limiter struct {
	tokens chan struct{}
	stop   chan struct{}
}

func newLimiter(n int, every time.Duration) *limiter {
	l := &limiter{make(chan struct{}, n), make(chan struct{})}
	for range n {
		l.tokens <- struct{}{}
	}
	go func() {
		t := time.NewTicker(every)
		defer t.Stop()
		for {
			select {
			case <-t.C:
				select {
				case l.tokens <- struct{}{}:
				default:
				}
			case <-l.stop:
				return
			}
		}
	}()
	return l
}

func (l *limiter) wait(ctx context.Context) error {
	select {
	case <-l.tokens:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func main() {
	l := newLimiter(2, time.Millisecond)
	n := 0
	for range 6 {
		if l.wait(context.Background()) == nil {
			n++
		}
	}
	fmt.Println(n)
	close(l.stop)
	slow := newLimiter(0, time.Hour)
	defer close(slow.stop)
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(errors.New("no patience"))
	fmt.Println(slow.wait(ctx))
	ctx2, c2 := context.WithTimeout(context.Background(), time.Millisecond)
	defer c2()
	fmt.Println(slow.wait(ctx2))
}
