package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

type ctxKey struct{}
type userKey string

func walk(ctx context.Context, depth int, wg *sync.WaitGroup, n *[4]int, mu *sync.Mutex) {
	if depth == 3 {
		wg.Go(func() {
			<-ctx.Done()
			mu.Lock()
			n[0]++
			mu.Unlock()
		})
		return
	}
	for range 2 {
		c, cancel := context.WithCancel(ctx)
		context.AfterFunc(ctx, cancel)
		walk(c, depth+1, wg, n, mu)
	}
}

type myCtx struct{ context.Context }

func (m myCtx) Value(k any) any {
	if k == (ctxKey{}) {
		return "override"
	}
	return m.Context.Value(k)
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	var mu sync.Mutex
	var n [4]int
	walk(ctx, 0, &wg, &n, &mu)
	cancel()
	wg.Wait()
	fmt.Println(n[0], ctx.Err(), context.Cause(ctx))
	c2, cancel2 := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel2()
	<-c2.Done()
	fmt.Println(c2.Err(), errors.Is(c2.Err(), context.DeadlineExceeded))
	c3, cancel3 := context.WithCancelCause(context.Background())
	child, cc := context.WithCancel(c3)
	defer cc()
	cancel3(errors.New("my cause"))
	<-child.Done()
	fmt.Println(child.Err(), context.Cause(child))
	v := context.WithValue(context.WithValue(context.Background(), ctxKey{}, 1), userKey("u"), "bob")
	fmt.Println(v.Value(ctxKey{}), v.Value(userKey("u")), v.Value("u"), v.Value(userKey("x")))
	mc := myCtx{v}
	fmt.Println(mc.Value(ctxKey{}), mc.Value(userKey("u")))
	d, cd := context.WithCancel(mc)
	fmt.Println(d.Value(ctxKey{}), d.Err())
	cd()
	fmt.Println(d.Err())
	stop := make(chan string, 1)
	c4, cancel4 := context.WithCancel(context.Background())
	context.AfterFunc(c4, func() { stop <- "after func ran" })
	cancel4()
	fmt.Println(<-stop)
	_, hasDl := c4.Deadline()
	fmt.Println(hasDl, context.WithoutCancel(c4).Err())
	select {
	case <-c4.Done():
		fmt.Println("done closed")
	default:
		fmt.Println("no")
	}
	c5, cancel5 := context.WithTimeoutCause(context.Background(), 0, errors.New("too slow"))
	defer cancel5()
	fmt.Println(c5.Err(), context.Cause(c5))
	fmt.Println(context.Background(), context.TODO())
	work := func(ctx context.Context) error {
		for i := 0; ; i++ {
			select {
			case <-ctx.Done():
				return fmt.Errorf("stopped: %w", ctx.Err())
			default:
				if i == 1000 {
					return nil
				}
			}
		}
	}
	fmt.Println(work(context.Background()), work(ctx))
}
