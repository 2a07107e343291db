package main

import "fmt"

var log []string

func t[T any](s string, v T) T { log = append(log, s); return v }
func flush(s string)           { fmt.Println(s, log); log = nil }

type S struct{ a, b, c int }

func (s S) M(n int) S   { log = append(log, fmt.Sprint("M", n)); return s }
func (s *S) P(n int) *S { log = append(log, fmt.Sprint("P", n)); s.a = n; return s }

func two(s string) (int, int) { log = append(log, s); return 1, 2 }
func add(xs ...int) (n int) {
	for _, x := range xs {
		n += x
	}
	log = append(log, fmt.Sprint("add", n))
	return
}

func ret() (int, int, string) { return t("r1", 1), t("r2", 2), t("r3", "x") }

func named() (a, b int) {
	a, b = 1, 2
	return b, a
}

func deferred() (a, b int) {
	defer func() { a, b = a*10, b*100 }()
	a, b = 1, 2
	return b + t("x", 0), a + t("y", 0)
}

func m(s string) map[string]int { log = append(log, s); return map[string]int{"k": 1} }

func main() {
	_ = t("a", 1) + t("b", 2)*t("c", 3)
	flush("binary")
	_ = t("f", false) && t("never", true)
	_ = t("g", true) || t("never", true)
	_ = t("h", true) && (t("i", false) || t("j", true))
	flush("logic")
	s := S{t("1", 1), t("2", 2), t("3", 3)}
	_ = S{c: t("c", 1), a: t("a", 2)}
	flush("literals")
	s.M(t("x", 1)).M(t("y", 2))
	s.P(t("p", 1)).P(t("q", 2)).M(3)
	flush("chain")
	_ = []int{t("e0", 0), t("e1", 1), add(two("two"))}
	_ = map[string]int{t("k1", "a"): t("v1", 1), t("k2", "b"): t("v2", 2)}
	flush("composite")
	add(t("a1", 1), t("a2", 2), add(t("a3", 3)))
	flush("args")
	ret()
	flush("return")
	fmt.Println(named())
	fmt.Println(deferred())
	flush("deferred")
	_ = m("m")[t("key", "k")]
	arr := []int{1, 2, 3}
	_ = arr[t("i", 0)] + arr[t("j", 1)]
	_ = arr[t("lo", 0):t("hi", 2):t("max", 3)]
	flush("index")
	p := &s
	t("ptr", p).a = t("val", 5)
	t("arr", arr)[t("ix", 1)]++
	*t("deref", &arr[0]) += t("delta", 3)
	flush("assign")
	fmt.Println(arr, s.a)
	ch := make(chan int, 1)
	t("ch", ch) <- t("sent", 1)
	_ = t("l", 1) + <-t("recv", ch)
	flush("chan")
	f := func(a, b int) int { log = append(log, "call"); return a + b }
	_ = t("fn", f)(t("p1", 1), t("p2", 2))
	_ = f(two("tt"))
	flush("func value")
	if x := t("init", 1); t("cond", x > 0) {
		flush("if")
	}
	for i := t("start", 0); t("test", i < 2); i += t("inc", 1) {
		log = append(log, "body")
	}
	flush("for")
	for range t("range once", []int{1, 2, 3}) {
		log = append(log, "it")
	}
	flush("range")
	i := 0
	arr2 := [3]int{}
	i, arr2[i] = 2, 7
	i, arr2[i], arr2[0] = 1, 8, 9
	fmt.Println(i, arr2)
	inc := func() int { i++; return i }
	fmt.Println(inc(), inc()*inc(), []int{inc(), inc()}, inc()-inc())
	defer flush("defers")
	defer t("deferred fn", f)(t("d1", 1), t("d2", 2))
	flush("defer args now")
	var x any = t("iface", any(5)).(int) + t("other", 1)
	_ = x
	a, b := t("la", 1), t("lb", 2)
	a, b = b+t("sum", a), a
	fmt.Println(a, b)
	flush("end")
}
