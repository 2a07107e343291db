package main

import "fmt"

type Day int

const (
	Mon Day = iota + 1
	Tue
	Wed
)

const (
	_  = iota
	KB = 1 << (10 * iota)
	MB
)

const (
	x, y = iota, -iota
	_, _
	z, w
)

const (
	a = iota
	b
	c = "str"
	d
	e         = iota
	f float64 = iota / 2.0
	g
)

const single = iota

type flags uint

const (
	fa flags = 1 << iota
	fb
	fc
	all = fa | fb | fc
)

const (
	l0 = len("abc") + iota
)

func (f flags) has(x flags) bool { return f&x != 0 }

const (
	h = iota * 10
	i
	j = func0 + iota
	k
)
const func0 = 100

func main() {
	fmt.Println(Mon, Tue, Wed, KB, MB, x, y, z, w)
	fmt.Println(a, b, c, d, e, f, g, single)
	fmt.Println(fa, fb, fc, all, all.has(fb), (all &^ fb).has(fb))
	fmt.Println(h, i, j, k)
	const (
		p = iota + len("xy")
		q
	)
	fmt.Println(p, q)
	{
		const (
			iota2 = iota
			p     = iota + 7
		)
		fmt.Println(iota2, p)
	}
	const big = 1 << 62
	fmt.Println(big>>60, big/3%7, 'a'*2, "s"+"t", !true || false)
	const fl = 7 / 2 * 1.0
	const fl2 = 7 / 2.0
	fmt.Println(fl, fl2, 1<<3|1, 10%4<<2)
}
