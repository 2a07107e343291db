package main

import "fmt"

type grid [2][2]int

func (g grid) set(v int) grid { g[0][0] = v; return g }
func (g *grid) put(v int)     { g[0][0] = v }

func mod(a [3]int) [3]int { a[0] = 100; return a }

type holder struct {
	a [2]string
	p *[2]string
}

func main() {
	a := [3]int{1, 2, 3}
	b := a
	b[1] = 50
	fmt.Println(a, b, mod(a), a)
	for i, v := range a {
		a[2] = 10
		fmt.Print(i, v, " ")
	}
	fmt.Println(a)
	for i, v := range &a {
		a[2] = 20
		fmt.Print(i, v, " ")
	}
	fmt.Println(a)
	var g grid
	h := g.set(3)
	g.put(4)
	fmt.Println(g, h, g == h, g != h)
	x := [...]string{2: "c", 0: "a"}
	fmt.Printf("%q %d\n", x, len(x))
	ho := holder{a: [2]string{"x", "y"}}
	hp := ho
	hp.a[0] = "z"
	ho.p = &hp.a
	ho.p[1] = "w"
	fmt.Println(ho.a, hp.a, *ho.p)
	m := map[[2]int]string{{1, 2}: "a", {3, 4}: "b"}
	k := [2]int{3, 4}
	fmt.Println(m[k], m[[2]int{1, 2}], len(m))
	arrs := [2][3]int{{1, 2, 3}, {4, 5, 6}}
	row := arrs[0]
	row[0] = 9
	fmt.Println(arrs, row)
	fs := func(a [3]int) func() [3]int { return func() [3]int { a[0]++; return a } }(a)
	fmt.Println(fs(), fs(), a)
	var iface any = a
	a[0] = 77
	fmt.Println(iface, iface == any([3]int{1, 2, 20}))
	ch := make(chan [3]int, 1)
	ch <- a
	a[0] = 0
	fmt.Println(<-ch, a)
	pa := &[3]int{}
	for i := range pa {
		pa[i] = i * i
	}
	fmt.Println(*pa, len(pa), cap(pa), pa[1:])
	var z [0]int
	fmt.Println(z, len(z), z == [0]int{})
}
