package main

import (
	"errors"
	"fmt"
)

type file struct {
	name   string
	closed bool
}

var opened []*file

func open(n string) (*file, error) {
	if n == "" {
		return nil, errors.New("no name")
	}
	f := &file{name: n}
	opened = append(opened, f)
	return f, nil
}

func (f *file) Close() error {
	f.closed = true
	fmt.Println("close", f.name)
	if f.name == "bad" {
		return errors.New("close failed")
	}
	return nil
}

func process(names ...string) (n int, err error) {
	for _, name := range names {
		f, err2 := open(name)
		if err2 != nil {
			return n, fmt.Errorf("open %q: %w", name, err2)
		}
		defer func() {
			if cerr := f.Close(); cerr != nil {
				err = errors.Join(err, cerr)
			}
		}()
		n++
	}
	return n, nil
}

func timed(name string) func(*int) {
	fmt.Println("begin", name)
	return func(n *int) { fmt.Println("end", name, *n) }
}

func work() (n int) {
	defer timed("work")(&n)
	defer func(start int) { n += start }(n + 10)
	n = 5
	return n * 2
}

func tx(fail bool) (err error) {
	defer func() {
		if err != nil {
			fmt.Println("rollback:", err)
		} else {
			fmt.Println("commit")
		}
	}()
	if fail {
		return errors.New("failed")
	}
	return nil
}

func main() {
	fmt.Println(process("a", "b"))
	fmt.Println(process("c", ""))
	fmt.Println(process("bad", "d"))
	fmt.Println(work(), tx(true), tx(false))
	for _, f := range opened {
		fmt.Print(f.closed, " ")
	}
	fmt.Println()
}
