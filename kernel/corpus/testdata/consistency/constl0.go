package main

import "fmt"

const huge = 1 << 200

const (
	q   = huge >> 198
	eps = 1.0 / huge * huge
)

type T uint8

const t T = 255

func f(x float32) float32 { return x / 3 }
func g(x int64) int64     { return x << 3 }
func h(xs ...interface{}) {
	for _, x := range xs {
		fmt.Printf("%T:%v ", x, x)
	}
	fmt.Println()
}

func main() {
	h(q, eps, t, t/2, 'a', 2.0, 1i, "s", true, 1<<10, -5%3, 0x10, 'a'+1.0)
	h(f(1), g(2), f(1<<3), g('a'), int8(-128), uint8(0xff), float64(1)/3)
	var s uint = 33
	var i = 1 << s
	var j int32 = 1 << s
	var k = uint64(1 << s)
	h(i, j, k, 1<<s == 2<<s)
	var u8 = uint8(1)<<7 + 1<<6
	h(u8)
	var arr [1 << 3]int
	h(len(arr), cap(arr[:]), len([...]int{9: 1}))
	var fl32 float32 = 0.1
	h(float64(fl32), fl32*10, fl32 == 0.1, float64(fl32) == 0.1)
	var b byte = 'x'
	h(b, b+1, b-'a', string(rune(b)))
	const c1, c2 = 3, 4.0
	h(c1/2, c2/3, c1*c2, c1 < c2, c1+c2/8)
	var d interface{} = c1 * 1.0
	h(d)
	var r rune = 0x1F600
	h(r, string(r))
	h(5.0 == 5, 5/2 == 2, 5.0/2 == 2.5, 'a' == 97)
	x := 10
	h(x/4*4.0, 1.0*x, x<<1.0, x*'\n')
	var c complex64 = 3
	h(c*2, c == 3, real(c)/2)
	m := map[float64]string{1: "one", 0.5: "half"}
	h(m[1], m[1.0/2])
	sl := []int{'a', 2: 1e3, 4.0}
	h(sl, len(sl), sl[2.0], sl['\x01'])
	h(uint32(1)<<31>>31, ^uint32(0), -1>>1, int64(^0))
}
