package main

import "fmt"

type Shape interface{ Area() float64 }
type Sq struct{ s float64 }
type Ci struct{ r float64 }
type Tri struct{}

func (s Sq) Area() float64  { return s.s * s.s }
func (c *Ci) Area() float64 { return 3 * c.r * c.r }
func (Tri) Area() float64   { return 1 }

type E string

func (e E) Error() string { return "E:" + string(e) }

func kind(v any) string {
	switch x := v.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprintf("int-ish %v %T", x, x)
	case float64:
		return fmt.Sprint("float ", x*2)
	case string:
		return "string " + x
	case []int:
		return fmt.Sprint("slice ", len(x))
	case map[string]int:
		return fmt.Sprint("map ", len(x))
	case func(int) int:
		return fmt.Sprint("func ", x(4))
	case E:
		return "E type " + string(x)
	case error:
		return "error " + x.Error()
	case Shape:
		return fmt.Sprint("shape ", x.Area())
	case *int:
		return fmt.Sprint("ptr ", *x)
	case struct{ X int }:
		return fmt.Sprint("anon ", x.X)
	case chan int, <-chan int:
		return fmt.Sprintf("chan %T", x)
	case fmt.Stringer:
		return "stringer"
	case [2]bool:
		return fmt.Sprint("array ", x[1])
	default:
		return fmt.Sprintf("other %T", x)
	}
}

func grade(n int) string {
	switch {
	case n >= 90:
		return "A"
	case n >= 80:
		return "B"
	}
	return "C"
}
func f(s string) int { fmt.Print("<", s, ">"); return len(s) }

func main() {
	n := 3
	for _, v := range []any{nil, 1, int64(2), 2.5, "s", []int{1}, map[string]int{"a": 1}, func(x int) int { return x * x }, E("e"), fmt.Errorf("w: %w", E("q")), Sq{2}, &Ci{1}, Tri{}, &n, struct{ X int }{7}, make(chan int), (<-chan int)(nil), [2]bool{false, true}, uint(3), 'x', Ci{2}, [3]int{}, struct{}{}} {
		fmt.Println(kind(v))
	}
	switch x := 5; {
	case x > 3:
		fmt.Println("big")
		fallthrough
	case x > 100:
		fmt.Println("fell")
		fallthrough
	default:
		fmt.Println("default")
	case x == 5:
		fmt.Println("never")
	}
	switch f("ab") {
	case f("x"), f("yy"), f("zzz"):
		fmt.Println("found")
	case f("no"):
	}
	switch i := any(n).(type) {
	case int:
		i++
		fmt.Println(i, n)
	}
	switch n {
	default:
		fmt.Println("def first")
	case 1:
	}
	switch {
	}
	switch x := grade(85); x {
	case "A", "B":
		fmt.Println("good", x)
	}
outer:
	for i := 0; i < 3; i++ {
		for j := 0; j < 3; j++ {
			switch {
			case j == 1:
				continue outer
			case i == 2:
				break outer
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	ch := make(chan int, 5)
	for i := range 5 {
		ch <- i
	}
	close(ch)
	sum := 0
loop:
	for {
		select {
		case v, ok := <-ch:
			if !ok {
				break loop
			}
			if v == 2 {
				continue loop
			}
			if v == 3 {
				break
			}
			sum += v
		}
	}
	fmt.Println(sum)
	i := 0
again:
	if i < 3 {
		fmt.Print("goto", i, " ")
		i++
		goto again
	}
	fmt.Println()
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		fmt.Print(i, ",", j, " ")
	}
	fmt.Println()
	for i := range 3 {
		i := i * 2
		fmt.Print(i, " ")
	}
	for range 2 {
		fmt.Print("x")
	}
	var k int
	for k = range 4 {
	}
	fmt.Println(k)
	for i := 0; i < 5; i++ {
		i++
		defer func() { fmt.Print("d", i, " ") }()
	}
	var fs []func()
	for i := 0; i < 3; i++ {
		fs = append(fs, func() { i += 10; fmt.Print(i, " ") })
		if i == 1 {
			i++
		}
	}
	for _, f := range fs {
		f()
		f()
	}
	fmt.Println()

	{
		if n == 3 {
			fmt.Println("blk")
		}
		fmt.Println("not here")
	}
	if x, err := fmt.Sscan("12 z", &n); err != nil {
		fmt.Println(x, err)
	} else if x > 0 {
		fmt.Println("read", x, n)
	}
	var arr [5]int
	for i, arr[2] = range []int{7, 8, 9} {
	}
	fmt.Println(i, arr)
	m := map[string]int{"only": 1}
	for k, v := range m {
		fmt.Println(k, v)
	}
	for range m {
		fmt.Println("once")
	}
	idx := 0
	for idx < 3 {
		idx++
		switch idx {
		case 2:
			continue
		}
		fmt.Print(idx, " ")
	}
	fmt.Println()
	var e error = E("zz")
	if ee, ok := e.(E); ok && ee == "zz" {
		fmt.Println("is E", ee)
	}
	_, ok := e.(interface{ Timeout() bool })
	fmt.Println(ok)
	goto end
end:
	fmt.Println("end")
}
