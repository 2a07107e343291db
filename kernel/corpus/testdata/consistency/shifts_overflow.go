package main

import "fmt"

func main() {
	var i8 int8 = 127
	i8++
	fmt.Println(i8, -i8, i8-1, i8*i8)
	var u uint = 0
	u--
	fmt.Println(u == ^uint(0), u>>63, u<<1>>1 == u>>1)
	var s uint = 70
	fmt.Println(1<<s == 0, int64(1)<<s, int64(-1)>>s, uint32(1)<<31>>s, int8(1)<<6)
	var n = -1
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(1 << n)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		z := 0
		fmt.Println(1 / z)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		z := uint8(0)
		fmt.Println(uint8(3) % z)
	}()
	fz := 0.0
	fmt.Println(1/fz, -1/fz, fz/fz)
	var i32 int32 = -1 << 31
	fmt.Println(i32, -i32, i32/-1, i32%-1, i32-1)
	var i64 int64 = -1 << 63
	m1 := int64(-1)
	fmt.Println(i64/m1, i64%m1, i64*m1)
	x := 300
	fmt.Println(uint8(x), int8(x), int8(200+x), uint16(-x), uint64(int8(-x)) == 1<<64-44)
	fmt.Println(uint8(x)+250, uint16(x)*300, int16(x)*200)
	fl := 3.99
	fmt.Println(int(fl), int(-fl), uint8(fl), int64(1e18), float32(0.1), float64(float32(0.1)))
	var sh uint8 = 3
	fmt.Println(1<<sh, uint8(1)<<sh<<5, byte(0xf0)>>sh)
	var w int64 = 1 << sh
	var f32 float32 = 1 << 3
	fmt.Println(w, f32, -7>>1, -7/2, -7&3, 7&^5, 6^3, 6|1)
	u8 := uint8(7)
	u8 <<= 6
	u8 |= 1
	u8 &^= 0x40
	u8 ^= 0xff
	u8 %= 50
	fmt.Println(u8)
	var a uint32 = 1<<32 - 1
	a += 2
	a -= 3
	fmt.Println(a, a*a, a>>1, uint64(a)*uint64(a))
	hash := uint32(2166136261)
	for _, c := range []byte("hello") {
		hash ^= uint32(c)
		hash *= 16777619
	}
	fmt.Println(hash, hash<<5|hash>>27)
	type small uint8
	var t small = 250
	t += 10
	fmt.Printf("%d %T %v\n", t, t+1, t<<6)
	idx := []int{10, 20, 30}
	var k uint8 = 2
	fmt.Println(idx[k], idx[uint64(1)], idx[int8(0):k])
	arr := [256]int{255: 5}
	k = 255
	fmt.Println(arr[k], 1<<k>>k)
}
