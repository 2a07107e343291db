package main

import (
	"errors"
	"fmt"
	"runtime"
)

func helper() any { return recover() }

func direct() (r any) {
	defer func() { r = recover() }()
	panic("direct")
}

func viaHelper() (r any) {
	defer func() {
		if x := recover(); x != nil {
			r = fmt.Sprint("outer got ", x)
		}
	}()
	defer func() { r = helper() }() // helper is not called by the defer directly: nil
	panic("via")
}

func deferRecoverDirectly() {
	defer func() { fmt.Println("not stopped:", recover()) }()
	defer recover() // called directly by defer: does not stop it
	panic("x")
}

func nested() (s string) {
	defer func() { s += fmt.Sprint("|outer:", recover()) }()
	defer func() {
		defer func() { s += fmt.Sprint("inner:", recover()) }()
		panic("second")
	}()
	panic("first")
}

func repanic() (s string) {
	defer func() { s = fmt.Sprint(recover()) }()
	defer func() {
		r := recover()
		panic(fmt.Sprint("re-", r))
	}()
	panic("orig")
}

func replaced() (s string) {
	defer func() { s = fmt.Sprint(recover(), " then ", recover()) }()
	defer func() { panic("new") }()
	panic("old")
}

func notPanicking() any { return recover() }

func funcLitInside() (r any) {
	defer func() {
		r = func() any { return recover() }() // one level too deep
		if r == nil {
			r = fmt.Sprint("deep nil, then ", recover())
		}
	}()
	panic("deep")
}

type T struct{}

func (T) rec()   { fmt.Println("method rec:", recover()) }
func (*T) recp() { fmt.Println("pointer rec:", recover()) }

type I interface{ rec() }

func method()      { defer T{}.rec(); panic("m") }
func methodPtr()   { defer (&T{}).recp(); panic("mp") }
func methodIface() { var i I = T{}; defer i.rec(); panic("mi") }
func methodValue() { f := T{}.rec; defer f(); panic("mv") }
func methodExpr()  { defer T.rec(T{}); panic("me") }

func named()      { fmt.Println("named:", recover()) }
func deferNamed() { defer named(); panic("n") }

func continues() (n int) {
	for i := range 3 {
		func() {
			defer func() {
				if recover() != nil {
					n += i
				}
			}()
			if i > 0 {
				panic(i)
			}
		}()
	}
	return
}

func value() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			if e, ok := r.(error); ok {
				err = e
			} else {
				err = fmt.Errorf("%v", r)
			}
		}
	}()
	n = 7
	var m map[string]int
	m["a"] = 1
	return 8, nil
}

func nilPanic() {
	defer func() {
		r := recover()
		var pe *runtime.PanicNilError
		fmt.Println(r, errors.As(r.(error), &pe))
	}()
	panic(nil)
}

func goexit() {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() { fmt.Println("goexit recover:", recover()) }()
		defer func() { defer func() { fmt.Println("inner:", recover()) }(); panic("during goexit") }()
		runtime.Goexit()
	}()
	<-done
}

func deep(n int) {
	defer func() {
		if n%2 == 0 {
			recover()
		}
	}()
	if n == 0 {
		panic("deep")
	}
	deep(n - 1)
	if n == 1 {
		panic("again")
	}
	fmt.Println("completed", n)
}

func main() {
	fmt.Println(direct())
	fmt.Println(viaHelper())
	deferRecoverDirectly()
	fmt.Println(nested())
	fmt.Println(repanic())
	fmt.Println(replaced())
	fmt.Println(notPanicking())
	fmt.Println(funcLitInside())
	method()
	methodPtr()
	methodIface()
	methodValue()
	methodExpr()
	deferNamed()
	fmt.Println(continues())
	fmt.Println(value())
	nilPanic()
	goexit()
	deep(3)
}
