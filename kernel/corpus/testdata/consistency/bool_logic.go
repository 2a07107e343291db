package main

import "fmt"

func t(s string) bool { fmt.Print(s, " "); return true }
func f(s string) bool { fmt.Print(s, " "); return false }

type B bool

func (b B) Not() B { return !b }

func main() {
	fmt.Println(t("a") && f("b") || t("c"))
	fmt.Println(f("a") && t("b"))
	fmt.Println(t("a") || t("b") && f("c"))
	fmt.Println(!(f("a") || f("b")) != t("c"))
	var b B = 1 < 2
	fmt.Println(b.Not(), b == true, !b, b && B(t("x")))
	var x, y any = true, B(true)
	fmt.Println(x == y, x == any(true))
	if ok := f("init"); !ok && t("then") {
		fmt.Println("taken")
	} else if t("never") {
		fmt.Println("not")
	}
	for i := 0; i < 3 && t("cond"); i++ {
	}
	fmt.Println()
	m := map[bool]int{1 > 2: 1, 2 > 1: 2}
	fmt.Println(m[false], m[true], len(m))
}
