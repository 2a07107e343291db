package main

import (
	"fmt"
	"strings"
)

type A struct {
	X int `a:"1"`
}
type B struct {
	X int `b:"2"`
}
type S []A
type Str string
type Bytes []byte
type Runes []rune
type Fn func(int) string
type Op interface{ Do() string }
type Impl struct{}

func (Impl) Do() string { return "did" }

type PA *A
type Celsius float64
type Kelvin float64

func (c Celsius) K() Kelvin { return Kelvin(c + 273.15) }

func f37() float64 { return 3.7 }

func main() {
	a := A{5}
	b := B(a)
	fmt.Printf("%T %v\n", b, b)
	pb := (*B)(&a)
	pb.X = 6
	fmt.Println(a)
	var pa PA = &a
	fmt.Println(pa.X, (*A)(pa) == &a)
	s := Str("héy")
	fmt.Println(Bytes(s), Runes(s), string(Bytes(s)), Str(Runes(s)), []byte(s)[1])
	n := -1
	fmt.Println(Celsius(20).K(), Kelvin(Celsius(1)), int(Celsius(f37())))
	f := Fn(func(i int) string { return strings.Repeat("x", i) })
	var g func(int) string = f
	fmt.Println(g(3))
	op := Op(Impl{})
	fmt.Println(op.Do(), Op(&Impl{}).Do(), any(op).(Impl).Do())
	var u8 = uint8(300 & 0xff)
	fmt.Println(u8, uint8(n), uint64(n), int32(int64(n)<<33+5), rune("x"[0]))
	x := 1e10
	fmt.Println(int64(x), int(float32(16777217)), float32(x))
	fmt.Println(string(rune(n)), string(rune(0x10FFFF+1)) == "\uFFFD")
	c := (<-chan int)(make(chan int, 2))
	fmt.Println(cap(c))
	fmt.Println([]A(S{{1}}), S([]A{{2}})[0].X)
	arr := [3]int(make([]int, 3))
	ap := (*[2]int)(arr[1:])
	ap[0] = 8
	fmt.Println(arr)
	fmt.Println(struct{ X int }(a), A(struct{ X int }{4}))
	type T1 struct{ a []int }
	type T2 struct{ a []int }
	fmt.Println(T2(T1{[]int{1}}))
	var e1 interface{ Do() string } = op
	fmt.Println(e1 == op, Op(e1).Do())
	var i interface{} = Str("q")
	_, ok := i.(string)
	fmt.Println(ok, string(i.(Str)))
	fmt.Println(complex64(complex(1, 2)), float64(float32(0.1)) == 0.1, bool(!false))
}
