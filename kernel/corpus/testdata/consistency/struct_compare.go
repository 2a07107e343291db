package main

import "fmt"

type pt struct{ X, Y int }
type line struct{ a, b pt }
type mixed struct {
	i any
	s string
	n int
	p *int
}

type gen[T comparable] struct{ v T }

func eq(a, b any) (r any) {
	defer func() {
		if e := recover(); e != nil {
			r = e
		}
	}()
	return a == b
}

func main() {
	a, b := pt{1, 2}, pt{1, 2}
	fmt.Println(a == b, a != pt{2, 1}, line{a, b} == line{b, a}, &a == &b)
	n := 1
	m1, m2 := mixed{1, "x", 0, &n}, mixed{1, "x", 0, &n}
	fmt.Println(m1 == m2, m1 == mixed{int64(1), "x", 0, &n})
	fmt.Println(eq(m1, m2), eq(a, b), eq(a, line{}), eq(nil, nil), eq(a, nil))
	fmt.Println(eq([]int{1}, []int{1}))
	fmt.Println(eq(mixed{i: []int{}}, mixed{i: []int{}}))
	fmt.Println(eq(func() {}, 1), eq(struct{ f func() }{}, struct{ f func() }{}))
	fmt.Println(eq(map[int]int{}, map[int]int{}))
	fmt.Println(eq(struct{ X int }{1}, struct{ X int }{1}), eq(struct{ X int }{1}, struct{ Y int }{1}))
	fmt.Println(eq(gen[int]{1}, gen[int]{1}), eq(gen[int]{1}, gen[string]{"1"}))
	type local struct{ X, Y int }
	fmt.Println(eq(local{1, 2}, pt{1, 2}), pt(local{1, 2}) == a, struct{ X, Y int }(a) == a)
	m := map[pt]string{{1, 2}: "p"}
	fmt.Println(m[a], m[pt{}] == "")
	im := map[any]int{a: 1, line{a, b}: 2, "a": 3, local{1, 2}: 4}
	im[pt{1, 2}] += 10
	fmt.Println(im[a], im[line{b, a}], len(im), im[local{1, 2}])
	arr := [2]pt{{1, 2}, {3, 4}}
	fmt.Println(arr == [2]pt{a, {3, 4}}, eq(arr, [2]pt{}))
	var e1, e2 error
	fmt.Println(e1 == e2, e1 == nil)
	var np *pt
	var ni any = np
	fmt.Println(ni == nil, ni == any((*pt)(nil)), np == nil)
	c1, c2 := make(chan int), make(chan int)
	fmt.Println(c1 == c2, c1 == c1, eq(c1, c1), eq(c1, (<-chan int)(c1)))
	var s1, s2 struct{}
	fmt.Println(s1 == s2)
	switch any(a) {
	case pt{9, 9}:
		fmt.Println("no")
	case b:
		fmt.Println("switch equal")
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		km := map[any]bool{}
		km[mixed{i: func() {}}] = true
	}()
}
