package main

import (
	"errors"
	"fmt"
)

type op struct{ err error }

func (o op) must() op {
	if o.err != nil {
		panic(o.err)
	}
	return o
}

func main() {
	op{}.must()
	fmt.Println("fine")
	op{errors.Join(errors.New("one"), errors.New("two"))}.must()
}
