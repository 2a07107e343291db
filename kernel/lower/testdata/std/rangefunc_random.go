// A random program: loops of all kinds, nested, left in all ways.
package main

import "fmt"

func upto(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer func() { trace = append(trace, -n) }()
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}
func pairs(n int) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i := range n {
			if !yield(i, fmt.Sprint("p", i)) {
				return
			}
		}
	}
}
func zero(n int) func(func() bool) {
	return func(yield func() bool) {
		for n > 0 && yield() {
			n--
		}
	}
}

var trace []int
var step int

func t(x int) int { step++; trace = append(trace, x); return (x*7 + step*13) % 11 }

func f0(a int) (rn int, rs string) {
	if t(rn)%4 == 0 {
		return
	}
	for a = range upto(1) {
		if t(1)%2 == 0 {
			return t(rn), "r0"
		}
		for range zero(1) {
			if t(a) == 3 {
				panic(fmt.Sprint("p", 2))
			}
			if t(a) > 4 {
				a += 1
			}
		}
		for v6 := range 2 {
			t(v6)
		L7:
			for v8 := range 1 {
				t(v8)
				x9 := t(a)
				_ = x9
				for v11 := range 1 {
					t(v11)
					x12 := t(3)
					_ = x12
					func() { rn += 2; t(rn + 300) }()
					x13 := t(3)
					_ = x13
				}
				if t(x9)%4 == 0 {
					continue L7
				}
			}
		}
	}
	return
}

func f1(a int) (int, string) {
	for v15 := range 1 {
		t(v15)
		for v17 := range upto(1) {
			t(v17)
			if t(v15) > 4 {
				v15 += 1
			}
			x18 := t(a)
			_ = x18
			if t(3)%3 == 0 {
				return t(x18), "r7"
			}
		}
		for a = range upto(3) {
			for v22, v22s := range pairs(3) {
				t(v22)
				t(len(v22s))
				for v24 := range upto(4) {
					t(v24)
					x25 := t(v15)
					_ = x25
					x26 := t(1)
					_ = x26
					x27 := t(4)
					_ = x27
				}
				x28 := t(a)
				_ = x28
				for x28 = range upto(1) {
					if t(v15) > 4 {
						v15 += 2
					}
					x31 := t(v22)
					_ = x31
					defer func() { a++; t(a + 200) }()
				}
			}
			for a = range upto(2) {
				switch t(v15) % 3 {
				case 0:
					if t(a)%4 == 0 {
						return t(v15), "r3"
					}
					if t(v15) > 4 {
						v15 += 2
					}
					x35 := t(a)
					_ = x35
				case 1:
					if t(4) == 3 {
						panic(fmt.Sprint("p", v15))
					}
				}
				if t(a) > 4 {
					a += 1
				}
				switch t(a) % 3 {
				case 0:
					x37 := t(a)
					_ = x37
					x38 := t(x37)
					_ = x38
				case 1:
					x39 := t(a)
					_ = x39
					if t(x39) > 4 {
						x39 += 1
					}
				default:
					x40 := t(a)
					_ = x40
					x41 := t(1)
					_ = x41
				}
			}
			if t(a) == 3 {
				panic(fmt.Sprint("p", 4))
			}
		}
		switch t(2) % 3 {
		case 0:
			for v44 := range upto(2) {
				t(v44)
				if t(a) > 4 {
					a += 2
				}
				x45 := t(v15)
				_ = x45
			}
			for range zero(1) {
				for v49 := range upto(4) {
					t(v49)
					if t(v15) > 4 {
						v15 += 1
					}
				}
			}
			if t(a) > 4 {
				a += 2
			}
		case 1:
			defer func() { v15++; t(v15 + 200) }()
			if t(v15) > 4 {
				v15 += 1
			}
		default:
			for v51 := range 4 {
				t(v51)
				for v53 := 0; v53 < 1; v53++ {
					t(v53)
					x54 := t(v51)
					_ = x54
				}
			}
			for v56 := 0; v56 < 2; v56++ {
				t(v56)
				if t(v56)%2 == 0 {
					continue
				}
			}
		}
	}
	if t(a)%4 == 0 {
		return t(a), "r7"
	}
	defer t(a + 100)
	return t(a), "end"
}

func f2(a int) (rn int, rs string) {
	x57 := t(1)
	_ = x57
	defer func() { a++; t(a + 200) }()
	if t(x57) > 4 {
		x57 += 1
	}
	return
}

func f3(a int) (int, string) {
	for v59 := range upto(3) {
		t(v59)
		for v61 := 0; v61 < 3; v61++ {
			t(v61)
			for v63, v63s := range pairs(1) {
				t(v63)
				t(len(v63s))
				x64 := t(3)
				_ = x64
				x65 := t(v63)
				_ = x65
			}
			x66 := t(1)
			_ = x66
			for range zero(3) {
				for v70, v70s := range pairs(1) {
					t(v70)
					t(len(v70s))
					x71 := t(v70)
					_ = x71
					x72 := t(a)
					_ = x72
					x73 := t(a)
					_ = x73
				}
			}
		}
		x74 := t(a)
		_ = x74
	}
	defer func() { a++; t(a + 200) }()
	for a = range upto(3) {
		for v78 := 0; v78 < 2; v78++ {
			t(v78)
			defer t(v78 + 100)
			for v80, v80s := range pairs(2) {
				t(v80)
				t(len(v80s))
				if t(v80) > 4 {
					v80 += 1
				}
				if t(v80)%2 == 0 {
					return t(a), "r2"
				}
			}
			if t(v78)%3 == 0 {
				break
			}
		}
		if t(a) > 4 {
			a += 1
		}
	}
	return t(a), "end"
}

func f4(a int) (int, string) {
	defer func() {
		if r := recover(); r != nil {
			t(999)
		}
	}()
L81:
	for v82 := range upto(3) {
		t(v82)
		if t(2)%2 == 0 {
			continue L81
		}
	}
	x83 := t(a)
	_ = x83
	return t(a), "end"
}

func f5(a int) (int, string) {
	defer func() {
		if r := recover(); r != nil {
			t(999)
		}
	}()
	defer t(a + 100)
L84:
	for v85 := range upto(3) {
		t(v85)
		if t(2)%2 == 0 {
			continue L84
		}
	}
	return t(a), "end"
}

func call(name string, f func()) {
	trace, step = nil, 0
	defer func() {
		r := recover()
		h := 17
		for _, x := range trace {
			h = (h*31 + x) % 1000003
		}
		fmt.Println(name, r, len(trace), h)
	}()
	f()
}
func main() {
	call("f0(0)", func() { fmt.Println(f0(0)) })
	call("f0(1)", func() { fmt.Println(f0(1)) })
	call("f0(2)", func() { fmt.Println(f0(2)) })
	call("f0(3)", func() { fmt.Println(f0(3)) })
	call("f1(0)", func() { fmt.Println(f1(0)) })
	call("f1(1)", func() { fmt.Println(f1(1)) })
	call("f1(2)", func() { fmt.Println(f1(2)) })
	call("f1(3)", func() { fmt.Println(f1(3)) })
	call("f2(0)", func() { fmt.Println(f2(0)) })
	call("f2(1)", func() { fmt.Println(f2(1)) })
	call("f2(2)", func() { fmt.Println(f2(2)) })
	call("f2(3)", func() { fmt.Println(f2(3)) })
	call("f3(0)", func() { fmt.Println(f3(0)) })
	call("f3(1)", func() { fmt.Println(f3(1)) })
	call("f3(2)", func() { fmt.Println(f3(2)) })
	call("f3(3)", func() { fmt.Println(f3(3)) })
	call("f4(0)", func() { fmt.Println(f4(0)) })
	call("f4(1)", func() { fmt.Println(f4(1)) })
	call("f4(2)", func() { fmt.Println(f4(2)) })
	call("f4(3)", func() { fmt.Println(f4(3)) })
	call("f5(0)", func() { fmt.Println(f5(0)) })
	call("f5(1)", func() { fmt.Println(f5(1)) })
	call("f5(2)", func() { fmt.Println(f5(2)) })
	call("f5(3)", func() { fmt.Println(f5(3)) })
}
