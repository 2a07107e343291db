package main

type I interface{ M() }
type T struct{}

func (T) M() {}

type U struct{}

func main() {
	var i I
	var a any
	switch x := a.(type) {
	case int:
	case string:
	}
	switch i.(type) {
	case T:
	case U:
	case int:
	case T:
	}
	n := 1
	switch n.(type) {
	}
	switch n {
	case "a":
	case nil:
	case 1.5:
		fallthrough
	}
	switch {
	case n:
	case n > 0:
		fallthrough
	default:
		fallthrough
	}
	if n = 2; n > 1 {
	}
	switch a := a.(type) {
	case error:
		a.Foo()
	}
}
