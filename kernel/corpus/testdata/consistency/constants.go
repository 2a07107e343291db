package main

import (
	"fmt"
	"math"
	"time"
)

const (
	big   = 1 << 100
	small = big >> 98
	f     = 1.0 / 3
	huge  = 1e300 * 1e300 / 1e300
)

type weekday int

const (
	sun weekday = iota
	mon
	_
	wed
	thu = wed + 10
	fri
)

const (
	kb = 1 << (10 * (iota + 1))
	mb
	gb
)

const (
	a, b = iota, iota * 10
	c, d
	_, _
	e, g
)

const (
	s0 = "s"
	s1
	n1 = iota
	n2
)

type bits uint8

const (
	b0 bits = 1 << iota
	b1
	b2
	mask = b0 | b2
)

func (d weekday) String() string { return [...]string{"Sun", "Mon", "Tue", "Wed"}[d%4] }

func main() {
	fmt.Println(small, f, huge, big/(1<<90))
	fmt.Println(sun, mon, wed, int(thu), int(fri))
	fmt.Println(kb, mb, gb)
	fmt.Println(a, b, c, d, e, g)
	fmt.Println(s0, s1, n1, n2)
	fmt.Println(b0, b1, b2, mask, ^mask, mask&^b0)
	var u8 uint8 = 255
	u8++
	fmt.Println(u8, math.MaxInt64, uint64(math.MaxUint64))
	const typed int64 = 5
	const untyped = 5
	var fl float64 = untyped
	fl = fl / 2
	fmt.Println(typed/2, untyped/2, untyped/2.0, fl)
	fmt.Println(5/2, -5/2, 5%3, -5%3, 5.0/2, 1/2*3.0, 3.0*1/2)
	var dur = 2 * time.Second
	fmt.Println(dur, time.Duration(1500)*time.Millisecond, dur*untyped)
	const r = 'a'
	fmt.Println(r, r+1.0, string(rune(r)))
	fmt.Printf("%T %T %T %T %T\n", r, 1<<3, 2.0*3, 1i, r+0.5*2)
	var i32 int32 = 1 << 3.0
	fmt.Println(i32, 07, 0o17, 0b101, 0x1p-2, 1_000_000)
	const x = len("hello") + len([3]int{})
	var arr [x]int
	fmt.Println(len(arr), cap(arr[:2]), x)
	const ok = small > 3 && f < 0.5
	fmt.Println(ok, !ok, math.Pi*2, float32(math.Pi))
	fmt.Println(complex(1, 2)*2i, real(3+4i), imag(3+4i))
	fmt.Println(uint32(1)<<31, int8(-128), -int8(math.MinInt8+1), ^0, ^uint8(0))
	var any1 any = untyped
	var any2 any = 'x'
	var any3 any = 1.5
	fmt.Printf("%T %T %T\n", any1, any2, any3)
	h := "hello"[1]
	fmt.Printf("%T %v\n", h, h)
	{
		const iota = 7
		const q = iota
		fmt.Println(q)
	}
	type local int
	const (
		l0 local = iota + 1
		l1
	)
	fmt.Printf("%T %v %v\n", l1, l0, l1)
}
