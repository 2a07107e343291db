package main

import (
	"fmt"
	"sync"
)

type Job[I, O any] struct {
	In   I
	Out  O
	Err  error
	done chan struct{}
}

type Pool[I, O any] struct {
	jobs chan *Job[I, O]
	wg   sync.WaitGroup
	f    func(I) (O, error)
}

func Start[I, O any](n int, f func(I) (O, error)) *Pool[I, O] {
	p := &Pool[I, O]{jobs: make(chan *Job[I, O]), f: f}
	for range n {
		p.wg.Go(p.loop)
	}
	return p
}

func (p *Pool[I, O]) loop() {
	for j := range p.jobs {
		p.run(j)
	}
}

func (p *Pool[I, O]) run(j *Job[I, O]) {
	defer close(j.done)
	defer func() {
		if r := recover(); r != nil {
			j.Err = fmt.Errorf("job %v panicked: %v", j.In, r)
		}
	}()
	j.Out, j.Err = p.f(j.In)
}

func (p *Pool[I, O]) Do(in I) *Job[I, O] {
	j := &Job[I, O]{In: in, done: make(chan struct{})}
	p.jobs <- j
	return j
}

func (j *Job[I, O]) Wait() (O, error) { <-j.done; return j.Out, j.Err }
func (p *Pool[I, O]) Close()          { close(p.jobs); p.wg.Wait() }

func main() {
	p := Start(3, func(n int) (string, error) {
		switch {
		case n%5 == 4:
			return "", fmt.Errorf("bad %d", n)
		case n == 7:
			var m map[int]int
			m[n] = 1
		}
		return fmt.Sprint(n * n), nil
	})
	var js []*Job[int, string]
	for i := range 10 {
		js = append(js, p.Do(i))
	}
	for _, j := range js {
		out, err := j.Wait()
		fmt.Println(j.In, out, err)
	}
	p.Close()
}
