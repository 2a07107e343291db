// Operands that no verb of a format takes, and keys that are written alike in a generic function.
package main

import "fmt"

type M map[int]string
type I int8

func (I) String() string { return "I" }

type U uint
type S struct{ a int }
type B[T any] struct{ v T }

func id[T any](x T) T { fmt.Print(" id", x); return x }

func keys[T ~int8 | ~int16](x T) {
	m := map[T]int{1: id(10), 2: 20}
	fmt.Println(m, map[int]*int{id(3): func() *int { fmt.Print(" called"); return nil }(), id(3): nil}, map[T]int{x: id(1), x: id(2), x + 0: id(3)})
}

func main() {
	keys[int8](3)
	keys[int16](3)
	fmt.Printf("%d %+d %[2]T\n", 1, S{2}, [1]string{""})
	fmt.Printf("%d %+d %[2]T\n", 1, B[uint]{2}, [1]string{""})
	fmt.Printf("%[1]T %[2]v\n", M{1: "a"}, S{1}, S{2})
	fmt.Printf("%[2]T %[1]v\n", M{1: "a"}, S{1}, S{2})
	fmt.Printf("%!\n", M{1: "a"})
	fmt.Printf("%+", M{1: "a"})
	fmt.Printf("%!%z\n", M{1: "a"}, S{1})
	fmt.Printf("\n", M{1: "a"}, S{1}, B[S]{}, &S{}, nil, 1)
	fmt.Printf("%d\n", M{1: "a"}, S{1}, []S{{2}}, error(nil))
	fmt.Printf("%*d|%.*f|%-*v|\n", 5, 42, 2, 3.14159, 8, S{3})
	fmt.Printf("%[3]*.[2]*[1]f|\n", 12.0, 2, 6)
	fmt.Printf("%[3]*.[2]*[1]f|\n", S{1}, S{2}, S{3})
	fmt.Printf("%*d\n", S{1}, 3)
	fmt.Printf("%*d|%-*v|%.*f|%*v|\n", I(5), 42, U(4), I(3), U(2), 3.14159, I(-3), "a")
	fmt.Printf("%[5]d %[0]d %[x]d %[1]\n", S{1}, 3)
	fmt.Printf("%v %v\n", S{1})
	fmt.Printf("%w %v\n", S{1}, M{})
	fmt.Printf("%[2]*[1]d|\n", S{1}, 4)
	fmt.Println(fmt.Sprintf("a", S{1}), fmt.Errorf("%d", S{1}, M{}), string(fmt.Appendf(nil, "x", S{})))
}
