package main

import (
	"errors"
	"fmt"
)

type myErr struct{ code int }

func (e *myErr) Error() string { return fmt.Sprintf("my error %d", e.code) }

func main() {
	defer func() {
		r := recover()
		fmt.Println("seen", r)
		panic(fmt.Errorf("again: %w", r.(error)))
	}()
	var err error = &myErr{7}
	if !errors.As(err, new(*myErr)) {
		return
	}
	panic(err)
}
