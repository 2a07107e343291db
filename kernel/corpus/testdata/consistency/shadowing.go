package main

import "fmt"

var x = "global"

type int32x = int32

func f() (int, error) { return 1, nil }
func g() (err error) {
	if _, err := f(); err == nil {
		_ = err
	}
	{
		err := fmt.Errorf("inner")
		_ = err
	}
	return
}

func print(s string) string { return "my print " + s }

type T struct{ x int }

func (x T) X() int   { return x.x }
func (x *T) x2() int { return (*x).x * 2 }

func param(x int) (y int) {
	y = x
	{
		x, y := x+1, y+1
		x++
		_ = y + x
	}
	if x := x * 2; x > 5 {
		y += x
	} else if y := x; y > 0 {
		y++
	}
	for x := range x {
		x := x
		y += x
	}
	return
}

func main() {
	fmt.Println(x)
	x := 1
	{
		x := x + 1
		{
			x := fmt.Sprint(x, "s")
			fmt.Println(x)
		}
		x++
		fmt.Println(x)
	}
	fmt.Println(x, g(), print("a"), T{5}.X(), (&T{5}).x2(), param(3))
	len := func(s string) int { return 42 }
	fmt.Println(len("abc"))
	true := false
	fmt.Println(true, !true)
	nil := 5
	fmt.Println(nil)
	int := func(s string) string { return "int(" + s + ")" }
	fmt.Println(int("z"))
	type string = []byte
	var s string = string{65}
	fmt.Printf("%T %v\n", s, s)
	{
		fmt := "shadow"
		_ = fmt
	}
	append := 1
	append += append
	fmt.Println(append)
	a, b := 1, 2
	a, c := 3, 4
	if b, d := a, c; d > b {
		a = b + d
	}
	fmt.Println(a, b, c)
	switch x := any(x).(type) {
	case int32x:
	default:
		fmt.Printf("%T\n", x)
		x = 9
	}
	for x := 0; x < 2; x++ {
		x := x * 10
		fmt.Print(x, " ")
	}
	func(x float64) { fmt.Println(x) }(2.5)
	fmt.Println(x)
	type T struct{ y int8 }
	fmt.Printf("%T %+v\n", T{}, T{3})
	func() {
		type T string
		fmt.Printf("%T %v\n", T("a"), T("b"))
		x := x
		x++
	}()
	const x2 = 10
	{
		const x2 = x2 + 1
		fmt.Println(x2)
	}
	fmt.Println(x, x2)
}

type int8 = uint16
