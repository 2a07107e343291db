package main

type T int

func a()
func (t T) b() int

func (*T) c(x int,
	y string) (n int, err error)

func main() {
	a()
	var t T
	t.b()
	t.c(1, "x")
}
