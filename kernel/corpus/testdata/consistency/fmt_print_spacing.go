package main

import (
	"errors"
	"fmt"
	"os"
)

type T struct{ a int }

func (t T) String() string { return "T" }

func main() {
	fmt.Print("a", "b", 1, 2, true, "c", 3.0, nil, 'x', "\n")
	fmt.Print(1, 2, "\n")
	fmt.Print(T{1}, T{2}, "x", errors.New("e"), errors.New("f"), "\n")
	fmt.Println()
	fmt.Println("a", 1, T{}, &T{}, nil, []T{{}}, map[string]T{"k": {}}, [1]T{}, struct{ T }{})
	fmt.Println(struct{ X T }{}, struct{ x T }{}, struct{ p *T }{} == struct{ p *T }{})
	fmt.Printf("%s|%d|%v|%+v|%#v\n", T{1}, T{1}, T{1}, T{1}, T{1})
	fmt.Printf("%6d|%-6d|%06d|%x|%X|%o|%b|%c|%q|%U\n", 42, 42, 42, 42, 42, 42, 5, 65, 65, 65)
	fmt.Printf("%8.3f|%-8.2f|%+.1e|%g|%G\n", 3.14159, 2.5, 12345.678, 1e21, 1e-7)
	fmt.Printf("%s|%10s|%-10s|%.2s|%q|%x\n", "go", "go", "go", "golang", "q\"", "hex")
	fmt.Printf("%t|%v|%5t\n", true, false, true)
	fmt.Printf("%v|%v|%v\n", []byte("ab"), [2]byte{1, 2}, []string{"a b", "c"})
	fmt.Printf("%[3]d %[1]d %d\n", 1, 2, 3)
	fmt.Printf("%d %s\n", "str", 5)
	fmt.Printf("%d\n", 1, 2)
	fmt.Printf("%d %d\n", 1)
	fmt.Printf("%!\n")
	fmt.Printf("100%%\n")
	fmt.Fprint(os.Stdout, "x", 1, "\n")
	s := fmt.Sprintf("%v %v", &[]int{1}, &map[string]int{"a": 1})
	fmt.Println(s, len(s))
	var e error
	var p *T
	fmt.Printf("%v %v %T %T\n", e, p == nil, e, p)
	fmt.Printf("%v %d\n", []any{1, "a", nil, T{}}, []any{1, 2})
	fmt.Printf("%5v|%-5v|%05v\n", []int{1, 2}, []int{3}, 7)
	fmt.Printf("%x %X %#x\n", []byte{1, 171}, "hi", []byte{255})
	n, err := fmt.Println("count")
	fmt.Println(n, err)
}
