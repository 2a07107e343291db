package main

import "fmt"

type sl []int

func say(s string) string { fmt.Println("value", s); return s }
func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}
func mk() map[any]string { fmt.Println("map"); return map[any]string{1: "a"} }
func key(x any) any      { fmt.Println("key"); return x }

type holder struct{ m map[any]string }
type pos struct {
	x int
	v any
}

func main() {
	m := map[any]string{1: "one"}
	var none map[any]string
	try("order", func() { m[key(sl{})] = say("a") })
	try("order2", func() { mk()[key(sl{})] = say("a") })
	try("nil", func() { none[key(sl{})] = say("a") })
	try("nil read", func() { fmt.Println(none[key(sl{})]) })
	try("nil ok", func() { _, ok := none[key(sl{})]; fmt.Println(ok) })
	try("call", func() { fmt.Println(mk()[key(sl{})]) })
	try("fine", func() { fmt.Println(mk()[key(1)], m[key(1)], len(m)) })
	try("ok", func() { x, ok := mk()[key(1)]; fmt.Println(x, ok) })
	try("bad ok", func() { x, ok := mk()[key(sl{})]; fmt.Println(x, ok) })
	try("delete", func() { delete(mk(), key(sl{})) })
	try("delete fine", func() { delete(m, key(2)) })
	try("defer", func() { defer delete(m, key(sl{})); fmt.Println("before") })
	try("several", func() { m[key(2)], m[key(3)] = "two", "three"; fmt.Println(len(m)) })
	try("several bad", func() { m[key(2)], m[key(sl{})] = "TWO", "three" })
	fmt.Println(m[2])
	h := holder{m}
	try("field", func() { h.m[key(4)] = "four"; h.m[key(4)] += "!"; fmt.Println(h.m[4]) })
	n := map[any]int{}
	try("count", func() {
		for _, k := range []any{"a", 1, "a", 2.5, pos{1, "x"}, pos{1, "x"}, [2]any{1, nil}} {
			n[k]++
		}
		fmt.Println(len(n), n["a"], n[pos{1, "x"}], n[nil])
	})
	q := map[pos]int{}
	try("struct", func() { q[pos{1, 2}]++; q[pos{1, 2}] += 2; fmt.Println(q[pos{1, 2}], q) })
	try("struct bad", func() { q[pos{1, sl{}}]++ })
	try("range", func() {
		for k, v := range m {
			if k == nil {
				fmt.Println(k, v)
			}
		}
	})
	var e error
	errs := map[error]int{}
	errs[e]++
	errs[fmt.Errorf("x")]++
	fmt.Println(len(errs), errs[nil])
	c := make(chan any, 1)
	c <- "k"
	m[<-c] = "from chan"
	fmt.Println(m["k"])
}
