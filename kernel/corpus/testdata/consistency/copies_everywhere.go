package main

import "fmt"

type P struct{ X, Y int }
type Box struct {
	A  [3]int
	P  P
	S  []int
	M  map[string]int
	In struct{ Q [2]P }
}

func mod(b Box) Box      { b.A[0] = 99; b.P.X = 99; b.S[0] = 99; b.In.Q[1].Y = 7; return b }
func modArr(a [3]int)    { a[0] = 1000 }
func modPArr(a *[3]int)  { a[0] = 1000 }
func retArr() [3]int     { return [3]int{1, 2, 3} }
func (b Box) val() int   { b.A[1] = 55; return b.A[1] }
func (b *Box) ptr() int  { b.A[1] = 55; return b.A[1] }

var global = [3]int{1, 2, 3}

func main() {
	b := Box{A: [3]int{1, 2, 3}, S: []int{1, 2}, M: map[string]int{}}
	c := mod(b)
	fmt.Println(b.A, b.P, b.S, b.In, c.A, c.P, c.In)
	d := b
	d.A[2] = 77
	d.In.Q[0].X = 5
	fmt.Println(b.A, b.In, d.A, d.In)
	fmt.Println(b.val(), b.A, b.ptr(), b.A)
	arr := [3]int{1, 2, 3}
	for i, v := range arr {
		arr[2] = 10
		fmt.Print(i, v, " ")
	}
	fmt.Println(arr)
	arr = [3]int{1, 2, 3}
	for i, v := range &arr {
		arr[2] = 10
		fmt.Print(i, v, " ")
	}
	fmt.Println(arr)
	sl := arr[:]
	for i, v := range sl {
		sl[2] = 20
		if i == 0 {
			sl = append(sl, 5)
		}
		fmt.Print(i, v, " ")
	}
	fmt.Println(arr, sl)
	modArr(arr)
	fmt.Println(arr)
	modPArr(&arr)
	fmt.Println(arr)
	ch := make(chan [3]int, 2)
	ch <- arr
	arr[0] = -1
	x := <-ch
	x[1] = -2
	fmt.Println(x, arr)
	cb := make(chan Box, 1)
	cb <- b
	b.A[0] = 1234
	bb := <-cb
	fmt.Println(bb.A, b.A)
	var i any = arr
	arr[1] = 500
	fmt.Println(i, arr, i == any(arr))
	y := i.([3]int)
	y[0] = 9
	fmt.Println(i, y)
	var j any = b
	b.P.Y = 31
	fmt.Println(j.(Box).P, b.P)
	m := map[string][3]int{"a": arr}
	arr[2] = 8
	z := m["a"]
	z[0] = 111
	fmt.Println(m, z)
	mp := map[P]string{{1, 2}: "a"}
	k := P{1, 2}
	fmt.Println(mp[k])
	k.X = 9
	fmt.Println(mp[k] == "", mp[P{1, 2}])
	ms := map[string]P{"p": {1, 1}}
	q := ms["p"]
	q.X = 50
	fmt.Println(ms, q)
	ms["p"] = q
	q.Y = 60
	fmt.Println(ms)
	mat := [2][2]int{{1, 2}, {3, 4}}
	row := mat[0]
	row[0] = 100
	mat2 := mat
	mat2[1][1] = 44
	pm := &mat[1]
	pm[0] = 33
	fmt.Println(mat, row, mat2)
	ps := []P{{1, 2}, {3, 4}}
	for _, p := range ps {
		p.X = 0
	}
	fmt.Println(ps)
	for i := range ps {
		p := &ps[i]
		p.X = 0
	}
	fmt.Println(ps)
	p0 := ps[0]
	ps[0].Y = 1000
	fmt.Println(p0, ps)
	f := func() P { return p0 }
	r := f()
	r.X = 4
	fmt.Println(p0, r)
	a1, a2 := retArr(), retArr()
	a1[0] = 7
	fmt.Println(a1, a2, a1 == a2, a1 != a2, retArr() == a2)
	g := global
	g[0] = 99
	fmt.Println(global, g)
	pg := &global
	h := *pg
	pg[1] = 22
	fmt.Println(global, h, len(pg), cap(pg[:1]))
	// swap of structs and array elements
	s1, s2 := P{1, 2}, P{3, 4}
	s1, s2 = s2, s1
	fmt.Println(s1, s2)
	ps[0], ps[1] = ps[1], ps[0]
	fmt.Println(ps)
	mat[0], mat[1] = mat[1], mat[0]
	fmt.Println(mat)
	// array of arrays in closures
	fn := func(a [2][2]int) [2][2]int { a[0][0] = -1; return a }
	fmt.Println(fn(mat), mat)
	// append of struct values copies
	list := append([]Box(nil), b)
	b.A[0] = -5
	fmt.Println(list[0].A, b.A)
	var st struct{ a, b [2]int }
	st.a = [2]int{1, 2}
	st.b = st.a
	st.a[0] = 9
	fmt.Println(st)
	type Node struct {
		v    [2]int
		next *Node
	}
	n1 := Node{v: [2]int{1, 2}}
	n2 := Node{v: n1.v, next: &n1}
	n1.v[0] = 50
	nn := *n2.next
	nn.v[1] = 60
	fmt.Println(n1.v, n2.v, nn.v, n2.next.v)
	cp := [3]*P{{1, 1}, {2, 2}}
	cp2 := cp
	cp2[0].X = 5
	cp2[1] = nil
	fmt.Println(*cp[0], *cp[1], cp2[1] == nil, cp[2] == nil)
}
