package main

import (
	"fmt"
	"math/bits"
)

type Set uint64

func (s *Set) Add(i uint)     { *s |= 1 << i }
func (s *Set) Del(i uint)     { *s &^= 1 << i }
func (s Set) Has(i uint) bool { return s&(1<<i) != 0 }
func (s Set) Len() int        { return bits.OnesCount64(uint64(s)) }
func (s Set) Each(f func(uint)) {
	for s != 0 {
		i := uint(bits.TrailingZeros64(uint64(s)))
		f(i)
		s &= s - 1
	}
}

func crc(b []byte) (c uint16) {
	for _, x := range b {
		c ^= uint16(x) << 8
		for range 8 {
			if c&0x8000 != 0 {
				c = c<<1 ^ 0x1021
			} else {
				c <<= 1
			}
		}
	}
	return
}

func rng(s uint64) func() uint64 {
	return func() uint64 {
		s ^= s << 13
		s ^= s >> 7
		s ^= s << 17
		return s
	}
}

func main() {
	var s Set
	for _, i := range []uint{1, 5, 63, 5} {
		s.Add(i)
	}
	s.Del(1)
	fmt.Println(s.Has(5), s.Has(1), s.Len(), s)
	s.Each(func(i uint) { fmt.Print(i, " ") })
	fmt.Println()
	fmt.Printf("%#x %d\n", crc([]byte("123456789")), crc(nil))
	r := rng(88172645463325252)
	r()
	fmt.Println(r(), r()%1000)
	x := int32(-5)
	fmt.Println(x>>1, uint32(x)>>28, x&1, x^-1, -x&^3, bits.Reverse8(1), bits.Len(255))
	var b byte = 0b1010_1010
	b = b>>1&0x55 | b&0x55<<1
	fmt.Printf("%08b %03o %X\n", b, b, ^b)
	hi, lo := bits.Mul64(1<<63, 6)
	fmt.Println(hi, lo)
	i8 := int8(-128)
	fmt.Println(i8/-1, -i8, i8>>7, uint8(i8)>>7)
	fmt.Println(1<<3-1, 6&-6, 7|8^1, 2<<1<<1, 3&^1|4)
}
