package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

type group struct {
	cancel context.CancelCauseFunc
	wg     sync.WaitGroup
	once   sync.Once
	err    error
}

func withContext(ctx context.Context) (*group, context.Context) {
	ctx, cancel := context.WithCancelCause(ctx)
	return &group{cancel: cancel}, ctx
}

func (g *group) Go(f func() error) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		if err := f(); err != nil {
			g.once.Do(func() {
				g.err = err
				g.cancel(err)
			})
		}
	}()
}

func (g *group) Wait() error { g.wg.Wait(); g.cancel(g.err); return g.err }

var errBad = errors.New("bad")

func main() {
	g, ctx := withContext(context.Background())
	stopped := make(chan int, 3)
	for i := range 3 {
		g.Go(func() error {
			<-ctx.Done()
			stopped <- i
			return ctx.Err()
		})
	}
	g.Go(func() error { return fmt.Errorf("task: %w", errBad) })
	err := g.Wait()
	fmt.Println(err, errors.Is(err, errBad), len(stopped), context.Cause(ctx) == err)
	g, ctx = withContext(context.Background())
	g.Go(func() error { return nil })
	fmt.Println(g.Wait(), ctx.Err())
}
