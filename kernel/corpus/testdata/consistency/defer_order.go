package main

import "fmt"

func trace(s string) string { fmt.Println("enter", s); return s }
func un(s string)           { fmt.Println("leave", s) }

type T struct{ n int }

func (t T) val()  { fmt.Println("val", t.n) }
func (t *T) ptr() { fmt.Println("ptr", t.n) }

func a() { defer un(trace("a")); b() }
func b() { defer un(trace("b")); fmt.Println("in b") }

func args() {
	x := 1
	defer fmt.Println("arg", x)
	defer func(v int) { fmt.Println("closure arg", v, x) }(x)
	x = 2
	t := T{1}
	defer t.val()
	defer t.ptr()
	t.n = 5
	f := func() { fmt.Println("first f") }
	defer f()
	f = func() { fmt.Println("second f") }
	s := []int{1, 2}
	defer fmt.Println("slice", s, len(s))
	s[0] = 9
	m := map[string]int{}
	defer fmt.Println("map", m)
	m["k"] = 1
	arr := [2]int{1, 2}
	defer func(a [2]int) { fmt.Println("array", a, arr) }(arr)
	arr[0] = 7
}

func results() (n int, s string) {
	defer func() { n *= 2; s += "!" }()
	n = 5
	return n + 1, "r"
}

func unnamed() int {
	n := 1
	defer func() { n = 100 }()
	return n
}

func loop() {
	for i := range 3 {
		defer fmt.Print("d", i, " ")
		defer func() { fmt.Print("c", i, " ") }()
	}
}

func cond(b bool) {
	if b {
		defer fmt.Println("conditional")
	}
	defer func() {
		defer fmt.Println("nested defer")
		fmt.Println("in deferred")
	}()
	fmt.Println("body", b)
}

func nilDefer() {
	defer func() { fmt.Println("recovered", recover()) }()
	var f func()
	defer f()
	fmt.Println("runs before nil call")
}

func chain() (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("wrapped: %w", err)
		}
	}()
	return fmt.Errorf("inner")
}

func retOrder() (x int) {
	defer func() { fmt.Println("x is", x) }()
	return func() int { fmt.Println("evaluating"); return 3 }()
}

func deferModifiesMap(m map[string]int) int {
	defer delete(m, "a")
	return m["a"]
}

func main() {
	a()
	args()
	fmt.Println(results())
	fmt.Println(unnamed())
	loop()
	fmt.Println()
	cond(true)
	cond(false)
	nilDefer()
	fmt.Println(chain())
	fmt.Println(retOrder())
	m := map[string]int{"a": 1}
	fmt.Println(deferModifiesMap(m), m)
	ch := make(chan int, 1)
	func() { defer close(ch); ch <- 5 }()
	v, ok := <-ch
	fmt.Println(v, ok)
	_, ok = <-ch
	fmt.Println(ok)
	func() {
		defer func() { fmt.Println(recover()) }()
		defer panic("deferred panic")
	}()
	var pp *T
	func() {
		defer func() { fmt.Println("value receiver:", recover()) }()
		defer pp.val()
		fmt.Println("unreachable")
	}()
	defer copy([]int{1}, []int{2})
	defer print()
}
