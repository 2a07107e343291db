package main

import "fmt"

func f(s string, v int) int { fmt.Print(s, " "); return v }

func grade(n int) string {
	switch {
	case n >= 90:
		return "A"
	case n >= 80:
		return "B"
	default:
		return "F"
	case n == 42:
		return "answer"
	}
}

func fall(n int) (s string) {
	switch n {
	case 0:
		s += "zero "
		fallthrough
	case 1:
		s += "one "
		fallthrough
	default:
		s += "default "
		fallthrough
	case 2:
		s += "two "
	case 3:
		s += "three "
		if true {
			break
		}
		s += "never"
	}
	return
}

type E int

const (
	A E = iota
	B
)

func main() {
	fmt.Println(grade(95), grade(85), grade(42), grade(1))
	for i := range 5 {
		fmt.Println(i, fall(i))
	}
	switch f("tag", 2) {
	case f("a", 1), f("b", 2), f("c", 3):
		fmt.Println("matched")
	case f("d", 2):
		fmt.Println("never")
	}
	switch x := f("init", 5); {
	case x > f("cmp", 3):
		fmt.Println("gt")
	}
	switch x := 5; x {
	case 5:
		x := "shadow"
		fmt.Println(x)
	}
	switch e := B; e {
	case A:
		fmt.Println("A")
	case B:
		fmt.Println("B")
	}
	var i any = 3
	switch i {
	case "3":
		fmt.Println("string")
	case int64(3):
		fmt.Println("int64")
	case 3:
		fmt.Println("int")
	}
	switch s := "go"; s {
	case "c", "go":
		fmt.Println("lang")
	}
	switch {
	}
	switch f("only tag", 1) {
	}
	fmt.Println()
	switch f("default first", 9) {
	default:
		fmt.Println("default")
	case 1:
	}
	switch p := (*int)(nil); p {
	case nil:
		fmt.Println("nil pointer")
	}
	switch [2]int{1, 2} {
	case [2]int{1, 2}:
		fmt.Println("array")
	}
	switch struct{ a int }{1} {
	case struct{ a int }{2}:
	default:
		fmt.Println("struct default")
	}
	const c = 10
	switch n := 10; c {
	case n:
		fmt.Println("const tag")
	}
	switch 1.5 + 0.5 {
	case 2:
		fmt.Println("two")
	}
	switch true {
	case f("t", 1) == 2, f("u", 2) == 2:
		fmt.Println("bool")
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		var x any = []int{1}
		switch x {
		case 1:
			fmt.Println("no")
		}
		fmt.Println("different types do not compare")
		switch x {
		case x:
		}
	}()
	for i := range 4 {
		switch {
		case i == 1:
			continue
		case i == 3:
			fmt.Println("three")
		default:
			switch i {
			case 2:
				fmt.Println("two nested")
				break
			}
		}
	}
	switch x := any(5).(type) {
	case int:
		switch {
		case x > 3:
			fmt.Println("nested type")
		}
	}
}
