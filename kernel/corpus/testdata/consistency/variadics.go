package main

import (
	"fmt"
	"strings"
)

func f(xs ...int) string           { return fmt.Sprintf("%v %d %v", xs, len(xs), xs == nil) }
func g(s string, xs ...any) string { return fmt.Sprint(s, len(xs), xs) }
func mod(xs ...int)                { xs[0] = 99 }
func app(xs ...int) []int          { return append(xs, 1) }

type str string
type T struct{ pre string }

func (t T) join(parts ...str) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(t.pre + string(p))
	}
	return b.String()
}

type opt func(*T)

func with(s string) opt { return func(t *T) { t.pre = s } }
func newT(opts ...opt) *T {
	t := &T{}
	for _, o := range opts {
		o(t)
	}
	return t
}
func multi() (string, int, int)  { return "m", 1, 2 }
func fwd(xs ...any) string       { return g("fwd", xs...) }
func wrap(xs ...any) string      { return g("wrap", xs) }
func gen[E any](xs ...E) (n int) { return len(xs) }
func arrs(as ...[2]int) int {
	as[0][0] = 5
	return as[0][0]
}

func main() {
	fmt.Println(f(), f(1), f(1, 2), f([]int{}...), f(nil...), f([]int(nil)...))
	fmt.Println(g("a"), g("b", 1, "x"), g("c", nil), g("d", nil, nil), g("e", []any{1, 2}...), g("f", []any{1, 2}))
	s := []int{1, 2, 3}
	mod(s...)
	fmt.Println(s)
	mod(s[0], s[1])
	fmt.Println(s)
	t := make([]int, 1, 5)
	u := app(t...)
	v := app(t...)
	v[1] = 7
	fmt.Println(u, v)
	fmt.Println(T{"-"}.join("a", "b"), T{}.join(), newT(with("x"), with("y")).pre)
	fmt.Println(g(multi()))
	fmt.Println(fwd(1, 2), wrap(1, 2))
	fmt.Println(gen[int](), gen(1, 2), gen("a"), gen[any](1, "x", nil))
	a := [2]int{1, 2}
	fmt.Println(arrs(a), a)
	fv := T{"+"}.join
	fmt.Println(fv("p", "q"), fv([]str{"r"}...))
	h := func(n int, fs ...func(int) int) int {
		for _, f := range fs {
			n = f(n)
		}
		return n
	}
	fmt.Println(h(1), h(1, func(i int) int { return i + 1 }, func(i int) int { return i * 10 }))
	var e []error
	func(errs ...error) { e = errs }(nil, fmt.Errorf("x"))
	fmt.Println(len(e), e[0], e[1])
	fmt.Printf("%T %T\n", f, T.join)
	fmt.Println(append([]any{}, 1, "a", nil), len(append([]any{}, nil)))
	fmt.Println(strings.NewReplacer("a", "1", "b", "2").Replace("abc"))
	defer fmt.Println(append([]any{"deferred"}, any(1), 2)...)
	go func(xs ...int) {}(1, 2, 3)
}
