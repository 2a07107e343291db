package main

func f(a int, b string) (int, error) { return 0, nil }
func none()                              {}
func vari(p string, xs ...int)           {}

func main() {
	f()
	f(1)
	f(1, "a", 2)
	f("a", 1)
	x := f(1, "a")
	a, b, c := f(1, "a")
	var y int = none()
	z := none()
	vari()
	vari("a", "b")
	vari("a", []int{1})
	vari("a", []string{"x"}...)
	vari("a", 1, []int{2}...)
	_ = x
	_, _, _, _, _ = a, b, c, y, z
	return 1
}

func g() (int, string) {
	return 1
}

func h() int {
	return 1, 2
}

func k() {
	return f(1, "")
}
