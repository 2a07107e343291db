package main

type T struct{ x int }

func f() T                 { return T{} }
func m() map[string]T      { return nil }

const c = 1

func main() {
	f().x = 1
	m()["a"].x = 2
	c = 2
	"abc"[0] = 'x'
	s := "abc"
	s[0] = 'x'
	1 = 2
	a, b := 1
	a, b = 1, 2, 3
	f = nil
	T = 1
	nil = 1
	_ = nil
	x := nil
	a++ + 1
}
