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

func f0(a int) (int, string) {
	x1 := t(a)
	_ = x1
	if t(a)%4 == 0 {
		return t(a), "r5"
	}
	if t(a)%2 == 0 {
		return t(x1), "r6"
	}
	return t(a), "end"
}

func f1(a int) {
	switch t(a) % 3 {
	case 0:
		for v4 := range upto(1) {
			t(v4)
			defer func() { a++; t(a + 200) }()
		}
	case 1:
	L5:
		for a = range upto(3) {
		L7:
			for a = range upto(1) {
			L9:
				for v10 := range 2 {
					t(v10)
					if t(a)%2 == 0 {
						break L9
					}
					x11 := t(v10)
					_ = x11
					if t(v10)%3 == 0 {
						continue L7
					}
				}
			}
			switch t(a) % 3 {
			case 0:
				for v14 := range upto(1) {
					t(v14)
					if t(v14) > 4 {
						v14 += 1
					}
				}
				switch t(a) % 3 {
				case 0:
					x16 := t(a)
					_ = x16
					x17 := t(2)
					_ = x17
					func() { x16 += 2; t(x16 + 300) }()
				case 1:
					defer t(a + 100)
					x18 := t(1)
					_ = x18
				}
			case 1:
			L19:
				for v20 := 0; v20 < 2; v20++ {
					t(v20)
					if t(4)%2 == 0 {
						continue L19
					}
					x21 := t(a)
					_ = x21
				}
				for v23 := 0; v23 < 4; v23++ {
					t(v23)
					defer t(v23 + 100)
					x24 := t(2)
					_ = x24
				}
			default:
			L25:
				for v26 := 0; v26 < 3; v26++ {
					t(v26)
					if t(v26)%2 == 0 {
						continue L5
					}
					if t(v26)%2 == 0 {
						continue L25
					}
					defer t(v26 + 100)
				}
			}
		}
		switch t(a) % 3 {
		case 0:
			for range zero(3) {
				defer t(1 + 100)
			}
			if t(4)%3 == 0 {
				return
			}
		case 1:
			func() { a += 2; t(a + 300) }()
		default:
			if t(a) > 4 {
				a += 1
			}
			for v31, v31s := range pairs(1) {
				t(v31)
				t(len(v31s))
				for v33, v33s := range pairs(2) {
					t(v33)
					t(len(v33s))
					if t(a) == 3 {
						panic(fmt.Sprint("p", v31))
					}
				}
			}
		}
	default:
		x34 := t(3)
		_ = x34
	}
	for a = range upto(1) {
	L37:
		for v38 := range upto(1) {
			t(v38)
			defer t(1 + 100)
		L39:
			for a = range upto(3) {
				for v42 := range upto(3) {
					t(v42)
					defer func() { v38++; t(v38 + 200) }()
					if t(4)%2 == 0 {
						break L39
					}
					if t(v42)%4 == 0 {
						break L37
					}
				}
			}
		}
	}
	for v44 := range upto(3) {
		t(v44)
		for v46 := range upto(4) {
			t(v46)
			if t(v46) == 3 {
				panic(fmt.Sprint("p", v44))
			}
		}
	}
}

func f2(a int) {
	if t(a) > 4 {
		a += 2
	}
	switch t(a) % 3 {
	case 0:
		for v49 := 0; v49 < 4; v49++ {
			t(v49)
			for v49 = range upto(4) {
				defer t(v49 + 100)
				switch t(a) % 3 {
				case 0:
					x53 := t(a)
					_ = x53
				case 1:
					x54 := t(v49)
					_ = x54
					x55 := t(v49)
					_ = x55
				default:
					defer func() { a++; t(a + 200) }()
					x56 := t(3)
					_ = x56
				}
			}
		}
	case 1:
		for range zero(2) {
			switch t(a) % 3 {
			case 0:
				if t(a) > 4 {
					a += 1
				}
				if t(a) > 4 {
					a += 2
				}
				for range zero(2) {
					x62 := t(4)
					_ = x62
					x63 := t(a)
					_ = x63
				}
			case 1:
				switch t(2) % 3 {
				case 0:
					x65 := t(a)
					_ = x65
					x66 := t(x65)
					_ = x66
					if t(x66) > 4 {
						x66 += 2
					}
				case 1:
					x67 := t(1)
					_ = x67
					x68 := t(x67)
					_ = x68
					x69 := t(a)
					_ = x69
				default:
					if t(a) > 4 {
						a += 1
					}
					if t(2)%2 == 0 {
						break
					}
				}
				for v71 := 0; v71 < 3; v71++ {
					t(v71)
					x72 := t(v71)
					_ = x72
				}
				switch t(1) % 3 {
				case 0:
					x74 := t(a)
					_ = x74
					x75 := t(x74)
					_ = x75
				case 1:
					x76 := t(3)
					_ = x76
				}
			}
		}
		if t(a) > 4 {
			a += 1
		}
		for v78 := range upto(4) {
			t(v78)
			if t(v78) > 4 {
				v78 += 1
			}
			for v80 := range upto(3) {
				t(v80)
				x81 := t(0)
				_ = x81
				if t(v78) > 4 {
					v78 += 1
				}
			}
		}
	}
}

func f3(a int) (int, string) {
	for v83 := 0; v83 < 4; v83++ {
		t(v83)
		if t(v83) > 4 {
			v83 += 1
		}
		for v85 := range 3 {
			t(v85)
		L86:
			for v87 := range 2 {
				t(v87)
				if t(v85)%2 == 0 {
					continue L86
				}
				for v89 := range upto(2) {
					t(v89)
					if t(v87) > 4 {
						v87 += 2
					}
				}
				for v91 := range upto(4) {
					t(v91)
					if t(v83)%4 == 0 {
						return t(v91), "r8"
					}
				}
			}
			x92 := t(2)
			_ = x92
			for v94, v94s := range pairs(3) {
				t(v94)
				t(len(v94s))
				if t(2)%4 == 0 {
					continue
				}
			}
		}
	}
	if t(a) > 4 {
		a += 1
	}
	if t(a)%2 == 0 {
		return t(a), "r7"
	}
	return t(a), "end"
}

func f4(a int) {
	if t(4)%2 == 0 {
		return
	}
	switch t(a) % 3 {
	case 0:
		for v97 := 0; v97 < 4; v97++ {
			t(v97)
			if t(a) > 4 {
				a += 1
			}
			for range zero(3) {
				for v101 := range 2 {
					t(v101)
					x102 := t(v97)
					_ = x102
					if t(v97) > 4 {
						v97 += 2
					}
					x103 := t(v97)
					_ = x103
				}
				switch t(4) % 3 {
				case 0:
					x105 := t(v97)
					_ = x105
					x106 := t(x105)
					_ = x106
				case 1:
					if t(a) > 4 {
						a += 2
					}
				default:
					x107 := t(v97)
					_ = x107
				}
				x108 := t(a)
				_ = x108
			}
			switch t(v97) % 3 {
			case 0:
				for v111 := range upto(2) {
					t(v111)
					x112 := t(v111)
					_ = x112
					x113 := t(a)
					_ = x113
				}
				if t(v97) == 3 {
					panic(fmt.Sprint("p", v97))
				}
				defer t(a + 100)
			case 1:
				func() { a += 2; t(a + 300) }()
				if t(a) > 4 {
					a += 1
				}
				for v115 := range upto(3) {
					t(v115)
					if t(v97) > 4 {
						v97 += 1
					}
				}
			}
		}
		for v117 := range upto(4) {
			t(v117)
			for v119 := range upto(3) {
				t(v119)
				for v121 := range 3 {
					t(v121)
					x122 := t(a)
					_ = x122
				}
			}
		}
		for range zero(1) {
			for a = range upto(4) {
				switch t(a) % 3 {
				case 0:
					x128 := t(a)
					_ = x128
					x129 := t(x128)
					_ = x129
					if t(x129) > 4 {
						x129 += 1
					}
				case 1:
					defer t(3 + 100)
					func() { a += 2; t(a + 300) }()
				default:
					x130 := t(a)
					_ = x130
				}
				if t(a) > 4 {
					a += 1
				}
				if t(a)%2 == 0 {
					continue
				}
			}
			x131 := t(a)
			_ = x131
			x132 := t(0)
			_ = x132
		}
	case 1:
		for v134 := range upto(1) {
			t(v134)
			if t(a) > 4 {
				a += 1
			}
		}
		for v136 := range 2 {
			t(v136)
			x137 := t(3)
			_ = x137
			x138 := t(x137)
			_ = x138
			if t(a) > 4 {
				a += 2
			}
		}
		for v140 := range upto(3) {
			t(v140)
			for v142, v142s := range pairs(1) {
				t(v142)
				t(len(v142s))
				defer t(a + 100)
				for v140 = range upto(1) {
					if t(v142) > 4 {
						v142 += 1
					}
					x145 := t(v140)
					_ = x145
				}
			}
			x146 := t(v140)
			_ = x146
		}
	default:
		x147 := t(a)
		_ = x147
		if t(a) > 4 {
			a += 2
		}
	}
	for v149 := 0; v149 < 3; v149++ {
		t(v149)
		if t(a) > 4 {
			a += 1
		}
		for v151 := range upto(4) {
			t(v151)
			if t(v151) > 4 {
				v151 += 2
			}
			for v153 := range upto(2) {
				t(v153)
				switch t(v151) % 3 {
				case 0:
					x155 := t(v153)
					_ = x155
					x156 := t(1)
					_ = x156
				case 1:
					x157 := t(a)
					_ = x157
				}
			}
			for a = range upto(4) {
				for v161 := range upto(4) {
					t(v161)
					x162 := t(v149)
					_ = x162
				}
				if t(v149) > 4 {
					v149 += 1
				}
				for v164 := range upto(2) {
					t(v164)
					if t(a) > 4 {
						a += 1
					}
					x165 := t(v151)
					_ = x165
				}
			}
		}
		x166 := t(a)
		_ = x166
	}
}

func f5(a int) {
	if t(4)%4 == 0 {
		return
	}
	defer t(a + 100)
	defer func() { a++; t(a + 200) }()
}

func f6(a int) (rn int, rs string) {
	if t(rn)%3 == 0 {
		return
	}
	defer t(a + 100)
	return
}

func f7(a int) (int, string) {
	for v168 := 0; v168 < 4; v168++ {
		t(v168)
		for v170 := range upto(1) {
			t(v170)
			switch t(3) % 3 {
			case 0:
				for v173 := range upto(4) {
					t(v173)
					x174 := t(0)
					_ = x174
					if t(v170) > 4 {
						v170 += 2
					}
					x175 := t(v170)
					_ = x175
				}
				func() { a += 2; t(a + 300) }()
				switch t(v170) % 3 {
				case 0:
					x177 := t(0)
					_ = x177
					x178 := t(a)
					_ = x178
				case 1:
					x179 := t(v170)
					_ = x179
					x180 := t(0)
					_ = x180
				default:
					if t(a) > 4 {
						a += 1
					}
					func() { v170 += 2; t(v170 + 300) }()
					if t(v170) > 4 {
						v170 += 1
					}
				}
			case 1:
				for v168 = range upto(3) {
					x183 := t(v168)
					_ = x183
					defer t(a + 100)
				}
			default:
				for v185 := range upto(4) {
					t(v185)
					if t(3)%3 == 0 {
						return t(v168), "r2"
					}
				}
				if t(v168) > 4 {
					v168 += 1
				}
			}
		}
	}
	if t(a) == 3 {
		panic(fmt.Sprint("p", a))
	}
	return t(a), "end"
}

func f8(a int) (int, string) {
	x186 := t(0)
	_ = x186
	if t(a)%4 == 0 {
		return t(x186), "r1"
	}
	return t(a), "end"
}

func f9(a int) {
	defer t(a + 100)
	for v188 := range upto(2) {
		t(v188)
		for v190 := range 2 {
			t(v190)
			x191 := t(v188)
			_ = x191
		L192:
			for v190 = range upto(1) {
				switch t(v188) % 3 {
				case 0:
					x195 := t(v188)
					_ = x195
				case 1:
					x196 := t(1)
					_ = x196
					if t(v190) > 4 {
						v190 += 2
					}
					x197 := t(x196)
					_ = x197
				default:
					x198 := t(v190)
					_ = x198
				}
				for v200 := range 2 {
					t(v200)
					if t(3)%3 == 0 {
						break L192
					}
				}
				for v202 := range upto(1) {
					t(v202)
					x203 := t(a)
					_ = x203
					func() { v202 += 2; t(v202 + 300) }()
					if t(4)%2 == 0 {
						return
					}
				}
			}
		}
	L204:
		for v205 := range upto(2) {
			t(v205)
			for v207, v207s := range pairs(4) {
				t(v207)
				t(len(v207s))
				x208 := t(1)
				_ = x208
				for v210 := range upto(4) {
					t(v210)
					x211 := t(v205)
					_ = x211
					if t(x211)%3 == 0 {
						break
					}
				}
			}
			for a = range upto(2) {
				for v215 := range upto(3) {
					t(v215)
					x216 := t(1)
					_ = x216
					if t(1)%2 == 0 {
						continue L204
					}
					x217 := t(v205)
					_ = x217
				}
				x218 := t(v205)
				_ = x218
				x219 := t(0)
				_ = x219
			}
			func() { v188 += 2; t(v188 + 300) }()
		}
	}
	defer func() { a++; t(a + 200) }()
}

func f10(a int) (int, string) {
	defer func() { a++; t(a + 200) }()
	defer t(a + 100)
	for range zero(4) {
		x222 := t(3)
		_ = x222
		for a = range upto(2) {
			for v226 := range upto(1) {
				t(v226)
				if t(x222)%4 == 0 {
					break
				}
			}
		}
		defer t(a + 100)
	}
	return t(a), "end"
}

func f11(a int) {
	if t(a) > 4 {
		a += 1
	}
	for v228, v228s := range pairs(1) {
		t(v228)
		t(len(v228s))
		func() { v228 += 2; t(v228 + 300) }()
		for v228 = range upto(4) {
			if t(v228) == 3 {
				panic(fmt.Sprint("p", 0))
			}
			defer t(v228 + 100)
		}
	}
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
	call("f1(0)", func() { f1(0) })
	call("f1(1)", func() { f1(1) })
	call("f1(2)", func() { f1(2) })
	call("f1(3)", func() { f1(3) })
	call("f2(0)", func() { f2(0) })
	call("f2(1)", func() { f2(1) })
	call("f2(2)", func() { f2(2) })
	call("f2(3)", func() { f2(3) })
	call("f3(0)", func() { fmt.Println(f3(0)) })
	call("f3(1)", func() { fmt.Println(f3(1)) })
	call("f3(2)", func() { fmt.Println(f3(2)) })
	call("f3(3)", func() { fmt.Println(f3(3)) })
	call("f4(0)", func() { f4(0) })
	call("f4(1)", func() { f4(1) })
	call("f4(2)", func() { f4(2) })
	call("f4(3)", func() { f4(3) })
	call("f5(0)", func() { f5(0) })
	call("f5(1)", func() { f5(1) })
	call("f5(2)", func() { f5(2) })
	call("f5(3)", func() { f5(3) })
	call("f6(0)", func() { fmt.Println(f6(0)) })
	call("f6(1)", func() { fmt.Println(f6(1)) })
	call("f6(2)", func() { fmt.Println(f6(2)) })
	call("f6(3)", func() { fmt.Println(f6(3)) })
	call("f7(0)", func() { fmt.Println(f7(0)) })
	call("f7(1)", func() { fmt.Println(f7(1)) })
	call("f7(2)", func() { fmt.Println(f7(2)) })
	call("f7(3)", func() { fmt.Println(f7(3)) })
	call("f8(0)", func() { fmt.Println(f8(0)) })
	call("f8(1)", func() { fmt.Println(f8(1)) })
	call("f8(2)", func() { fmt.Println(f8(2)) })
	call("f8(3)", func() { fmt.Println(f8(3)) })
	call("f9(0)", func() { f9(0) })
	call("f9(1)", func() { f9(1) })
	call("f9(2)", func() { f9(2) })
	call("f9(3)", func() { f9(3) })
	call("f10(0)", func() { fmt.Println(f10(0)) })
	call("f10(1)", func() { fmt.Println(f10(1)) })
	call("f10(2)", func() { fmt.Println(f10(2)) })
	call("f10(3)", func() { fmt.Println(f10(3)) })
	call("f11(0)", func() { f11(0) })
	call("f11(1)", func() { f11(1) })
	call("f11(2)", func() { f11(2) })
	call("f11(3)", func() { f11(3) })
}
