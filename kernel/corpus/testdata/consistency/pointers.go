package main

import "fmt"

type N struct {
	v    int
	next *N
	arr  [2]int
}

func inc(p *int)                      { *p++ }
func swap(a, b **N)                   { *a, *b = *b, *a }
func newN(v int) *N                   { n := N{v: v}; return &n }
func set(m map[string]*int, k string) { m[k] = new(int) }

func main() {
	x := 1
	p := &x
	pp := &p
	**pp = 5
	inc(p)
	inc(&x)
	fmt.Println(x, *p == x, p == *pp)
	a := [3]int{1, 2, 3}
	e := &a[1]
	*e = 20
	inc(&a[2])
	s := a[:]
	q := &s[0]
	s = append(s, 4)
	*q = 9
	fmt.Println(a, s)
	n := newN(1)
	m := newN(2)
	n.next = m
	swap(&n, &m)
	fmt.Println(n.v, m.v, m.next == n)
	f := &n.v
	*f += 10
	fa := &n.arr[1]
	*fa = 3
	fmt.Println(*n)
	mp := map[string]*int{}
	set(mp, "a")
	*mp["a"] += 7
	inc(mp["a"])
	fmt.Println(*mp["a"])
	var ps []*int
	for i := range 3 {
		ps = append(ps, &i)
	}
	*ps[0] = 100
	for _, p := range ps {
		fmt.Print(*p, " ")
	}
	fmt.Println()
	c := *n
	c.v = -1
	fmt.Println(n.v, c.v, &c != n)
	st := &struct{ a, b *int }{&x, nil}
	*st.a = 77
	fmt.Println(x, st.b == nil)
	fn := &([]func() int{func() int { return 3 }}[0])
	fmt.Println((*fn)())
	var i any = p
	*i.(*int) = 8
	fmt.Println(x)
	arrp := &[2]N{{v: 1}, {v: 2}}
	for i := range arrp {
		arrp[i].v *= 5
	}
	fmt.Println(arrp[1].v, len(arrp))
	sl := &[]int{1, 2}
	*sl = append(*sl, 3)
	(*sl)[0] = 4
	fmt.Println(*sl, len(*sl))
	np := (*N)(nil)
	defer func() { fmt.Println(recover()) }()
	np.next.v = 1
}
