package main

import (
	"fmt"
	"math"
	"math/bits"
)

const (
	KB = 1 << (10 * (iota + 1))
	MB
	GB
)
const big = 1 << 100
const huge = big * big
const f = 1.0 / 3
const typed int8 = 100

type Weekday int

const (
	Sun Weekday = iota
	Mon
	_
	Wed
)
const (
	a, b = iota, iota * 10
	c, d
	e, g
)

type Flags uint8

const (
	F1 Flags = 1 << iota
	F2
	F3
)

func (f Flags) String() string {
	s := ""
	if f&F1 != 0 {
		s += "1"
	}
	if f&F2 != 0 {
		s += "2"
	}
	if f&F3 != 0 {
		s += "3"
	}
	return "F" + s
}

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

func main() {
	var i8 int8 = 127
	i8++
	fmt.Println(i8, -i8, i8-1, i8*i8, i8/-1)
	var u8 uint8 = 0
	u8--
	fmt.Println(u8, u8+1, ^u8, -u8, u8<<1, u8>>1<<7)
	var u32 uint32 = math.MaxUint32
	fmt.Println(u32+1, u32*u32, u32<<31, -u32)
	var i64 int64 = math.MinInt64
	fmt.Println(i64, -i64, i64-1, i64/-1, i64%-1)
	var u uint = 1
	fmt.Println(u<<63, u<<64>>1, -u, ^u)
	s := 70
	fmt.Println(1<<s == 0, int64(1)<<s, int32(-8)>>s, uint8(200)>>s)
	sh := uint(33)
	var w int64 = 1 << sh
	var w32 int32 = 1 << sh
	fmt.Println(w, w32)
	neg := -1
	try(func() { fmt.Println(1 << neg) })
	zero := 0
	try(func() { fmt.Println(1 / zero) })
	try(func() { fmt.Println(1 % zero) })
	fz := 0.0
	fmt.Println(1/fz, -1/fz, fz/fz, math.IsNaN(fz/fz))
	fmt.Println(-7/2, -7%2, 7/-2, 7%-2, -7>>1, -7&3, 7&^5, 6^3, ^6)
	x := 10
	x <<= 2
	x |= 1
	x &^= 8
	x ^= 0xff
	x %= 100
	x >>= 1
	fmt.Println(x)
	fmt.Println(KB, MB, GB, huge/big/(1<<90), f*3 == 1, typed/3)
	fmt.Println(int64(float64(1<<53)+1), float32(0.1), float64(float32(0.1)))
	v := 3.99
	n := -5
	fmt.Println(int(v), int(-v), uint8(n), uint32(n), int8(300+n), uint16(70000+n))
	fmt.Println(Sun, Mon, Wed, a, b, c, d, e, g)
	fmt.Println(F1|F3, F1|F2|F3, F2&^F2, []Flags{F1, F2})
	fmt.Printf("%d %v %s %x %T\n", F3, F3, F3, F3, F3)
	var r rune = 'a' + 1
	var by byte = 'z' - 1
	fmt.Println(r, by, string(r), string(by), 'x'-'a', "s"+string(rune('0'+5)))
	var ff float64 = 7 / 2
	var fg float64 = 7 / 2.0
	fmt.Println(ff, fg, 7/2*2.0, 1/2+1/2.0, 5.0/2)
	var cplx complex128 = complex(1, 2)
	cplx *= 2i
	fmt.Println(cplx, real(cplx), imag(cplx), cplx == -4+2i, 1i*1i)
	fmt.Println(bits.OnesCount(255), bits.LeadingZeros32(1), bits.Reverse8(1), bits.Len(1023), bits.TrailingZeros(8), bits.RotateLeft8(0x81, 1))
	hi, lo := bits.Mul64(math.MaxUint64, 2)
	fmt.Println(hi, lo)
	fmt.Println(math.MaxInt64, uint64(math.MaxUint64), math.Pi, math.SmallestNonzeroFloat64, math.MaxFloat32)
	const h = "const" + "ant"
	fmt.Println(len(h), h[2], h[1:3], len([...]int{5: 1, 2}), 0b1010, 0o17, 0x_ff, 1_000_000, 0x1p-2, '\x41', '\u00e9', "\U0001F600")
	var dur = 3 * Weekday(2)
	fmt.Println(dur, dur*dur)
	const big2 = 1e3
	var ii int = big2
	fmt.Println(ii, big2, ii/3, big2/3)
	hash := uint32(2166136261)
	for _, c := range []byte("hello") {
		hash ^= uint32(c)
		hash *= 16777619
	}
	fmt.Println(hash)
	var seed uint64 = 42
	for range 3 {
		seed ^= seed << 13
		seed ^= seed >> 7
		seed ^= seed << 17
		fmt.Print(seed, " ")
	}
	fmt.Println()
	var acc int16
	for i := int16(1); i < 20; i++ {
		acc = acc*31 + i
	}
	fmt.Println(acc)
	y := uint8(255)
	fmt.Println(y+1 == 0, int(y)+1, y*y, (y+y)/2, y&0x0f|0x30)
	m, k := 1<<3|1, 3&^1<<2
	fmt.Println(m, k, 1+2<<3, 1|2*3, 2*3%4)
	if z := y - 254 - 2; z > 100 {
		fmt.Println("wrapped", z)
	}
}
