package main

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"sync"
	"time"
)

// A pipeline of stages, each with workers, that ends at the first error.

type job struct {
	id   int
	text string
}

type result[T any] struct {
	job job
	val T
	err error
}

var errPoison = errors.New("poison")

type stageError struct {
	stage string
	id    int
	err   error
}

func (e *stageError) Error() string { return fmt.Sprintf("stage %s, job %d: %v", e.stage, e.id, e.err) }
func (e *stageError) Unwrap() error { return e.err }

func source(ctx context.Context, n int) <-chan job {
	out := make(chan job)
	go func() {
		defer close(out)
		for i := range n {
			select {
			case out <- job{i, fmt.Sprint("job", i)}:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func stage[T any](ctx context.Context, workers int, in <-chan job, f func(job) (T, error)) <-chan result[T] {
	out := make(chan result[T])
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for j := range in {
				v, err := f(j)
				select {
				case out <- result[T]{j, v, err}:
				case <-ctx.Done():
					return
				}
			}
		})
	}
	go func() {
		defer close(out)
		wg.Wait()
	}()
	return out
}

type group struct {
	wg     sync.WaitGroup
	once   sync.Once
	err    error
	cancel context.CancelCauseFunc
}

func (g *group) Go(f func() error) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		if err := f(); err != nil {
			g.once.Do(func() { g.err = err; g.cancel(err) })
		}
	}()
}

func (g *group) Wait() error { g.wg.Wait(); g.cancel(nil); return g.err }

func run(poison int) (lengths []int, err error) {
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	for r := range stage(ctx, 3, source(ctx, 10), func(j job) (int, error) {
		if j.id == poison {
			return 0, &stageError{"measure", j.id, errPoison}
		}
		return len(j.text), nil
	}) {
		if r.err != nil {
			cancel(r.err)
			return nil, fmt.Errorf("run: %w", context.Cause(ctx))
		}
		lengths = append(lengths, r.val*100+r.job.id)
	}
	sort.Ints(lengths)
	return lengths, nil
}

func main() {
	fmt.Println(run(-1))
	_, err := run(4)
	var se *stageError
	fmt.Println(err, errors.Is(err, errPoison), errors.As(err, &se), se.id)

	ctx, cancel := context.WithCancelCause(context.Background())
	g := &group{cancel: cancel}
	for i := range 4 {
		g.Go(func() error {
			if i == 2 {
				return fmt.Errorf("worker %d: %w", i, errPoison)
			}
			<-ctx.Done()
			return ctx.Err()
		})
	}
	fmt.Println(g.Wait(), context.Cause(ctx))

	slow, stop := context.WithTimeoutCause(context.Background(), time.Millisecond, errors.New("too slow"))
	defer stop()
	<-slow.Done()
	fmt.Println(slow.Err(), context.Cause(slow), errors.Is(slow.Err(), context.DeadlineExceeded))
	detached := context.WithoutCancel(slow)
	fmt.Println(detached.Err(), detached.Done() == nil)
	var order []string
	var mu sync.Mutex
	done := make(chan struct{})
	parent, cancelParent := context.WithCancel(context.Background())
	child, cancelChild := context.WithCancel(parent)
	defer cancelChild()
	context.AfterFunc(child, func() { mu.Lock(); order = append(order, "after child"); mu.Unlock(); close(done) })
	notRun := context.AfterFunc(context.Background(), func() { fmt.Println("never") })
	fmt.Println(notRun(), notRun())
	cancelParent()
	<-done
	fmt.Println(order, child.Err(), parent.Err())
}
