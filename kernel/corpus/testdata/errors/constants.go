package main

func main() {
	var i8 int8 = 200
	var u uint = -1
	const big = 1 << 100
	var n int = big
	_ = 1 / 0
	_ = 10 % 0
	var f float32 = 1e100
	_ = "a" + 1
	_ = 'a' + "b"
	_ = [3]int{1, 2, 3, 4}
	_ = [2]int{5: 1}
	var a [3]int
	_ = a[3]
	_ = a[-1]
	_ = a[1.5]
	_ = a[2:1]
	_ = "abc"[5]
	_ = 1.5 << 2
	_ = uint8(256)
	_ = int(1.5)
	_ = string("a" - "b")
	switch 1 {
	case 1, 1:
	case 2, 2:
	}
	_ = map[string]int{"a": 1, "a": 2}
	_, _, _, _ = i8, u, n, f
}
