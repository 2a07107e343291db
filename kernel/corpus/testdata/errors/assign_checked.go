package main

type T struct{ x int }

func f() T            { return T{} }
func m() map[string]T { return nil }

const c = 1

func main() {
	f().x = 1
	m()["a"].x = 2
	c = 2
	s := "abc"
	s[0] = 'x'
	a, b := 1
	a, b = 1, 2, 3
	f = nil
	nil = 1
	_ = nil
	x := nil
	s++
	s += 1
	a == b
	f
	f() + 1
	a + 1
	-a
	"text"
	func() {}
	len(s)
	append([]int{}, 1)
	p := &a
	p.x = 1
	p++
}
