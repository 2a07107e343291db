package main

import (
	"errors"
	"fmt"
	"os"
)

// Labels, goto, defers in loops, recover at several depths, named results, Goexit-free
// exits: what a course shows on one page each.

func search(grid [][]int, want int) (r, c int, steps []string) {
	defer func() { steps = append(steps, fmt.Sprintf("end %d,%d", r, c)) }()
rows:
	for r = range grid {
		for c = range grid[r] {
			switch v := grid[r][c]; {
			case v < 0:
				steps = append(steps, "skip row")
				continue rows
			case v == want:
				break rows
			case v == 0:
				break
			default:
				steps = append(steps, fmt.Sprint(v))
			}
		}
	}
	return
}

func retry(n int) (tries int, err error) {
again:
	tries++
	if tries < n {
		err = errors.Join(err, fmt.Errorf("try %d", tries))
		goto again
	}
	if n > 3 {
		goto fail
	}
	return tries, nil
fail:
	return tries, fmt.Errorf("gave up: %w", err)
}

func nested() (out []string) {
	say := func(s string) { out = append(out, s) }
	defer func() {
		say(fmt.Sprint("outer ", recover()))
		defer func() { say(fmt.Sprint("inner ", recover())) }()
		panic("second")
	}()
	for i := range 3 {
		defer func() { say(fmt.Sprint("loop ", i)) }()
		if i == 1 {
			func() {
				defer say("leave")
				defer func() {
					if r := recover(); r != nil {
						say(fmt.Sprint("caught ", r))
						panic(fmt.Sprint("re-", r))
					}
				}()
				var m map[string]int
				m["x"]++
			}()
		}
	}
	return out
}

type stack []func()

func (s *stack) push(f func()) { *s = append(*s, f) }
func (s *stack) unwind() {
	for len(*s) > 0 {
		f := (*s)[len(*s)-1]
		*s = (*s)[:len(*s)-1]
		defer f()
	}
}

func double(x int) (y int, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
			y *= 2
		case error:
			y, err = -1, r
		case fmt.Stringer:
			y, err = -2, errors.New(r.String())
		default:
			panic(r)
		}
	}()
	switch {
	case x == 0:
		panic(errors.New("zero"))
	case x < 0:
		return 10 / (x + 1), nil
	case x > 99:
		panic(code(x))
	case x == 50:
		panic(fmt.Sprint("odd one ", x))
	}
	return x, nil
}

type code int

func (c code) String() string { return fmt.Sprintf("code-%d", int(c)) }

func fallthroughs(n int) (s string) {
	switch {
	case n > 10:
		s += "big "
		fallthrough
	case n > 5:
		s += "mid "
		if n == 7 {
			break
		}
		fallthrough
	case n < 0:
		s += "neg? "
	default:
		s = "small"
	}
	return
}

func main() {
	r, c, steps := search([][]int{{1, 0, 2}, {3, -1, 9}, {4, 5, 6}}, 5)
	fmt.Println(r, c, steps)
	fmt.Println(retry(2))
	fmt.Println(retry(4))
	for _, s := range nested() {
		fmt.Print(s, "; ")
	}
	fmt.Println()
	var st stack
	for i := range 3 {
		st.push(func() { fmt.Print("f", i, " ") })
	}
	st.unwind()
	fmt.Println(len(st))
	for _, x := range []int{3, 0, -1, -3, 100} {
		fmt.Println(double(x))
	}
	for _, n := range []int{11, 7, 6, -1, 3} {
		fmt.Printf("%q ", fallthroughs(n))
	}
	fmt.Println()
	i := 0
loop:
	for {
		select {
		default:
			if i++; i > 3 {
				break loop
			}
			continue loop
		}
	}
	fmt.Println(i)
	func() {
		defer func() { fmt.Println("up", recover()) }()
		double(50)
	}()
	defer fmt.Println("not printed")
	if len(os.Args) < 100 {
		os.Exit(7)
	}
}
