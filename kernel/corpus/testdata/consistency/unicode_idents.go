package main

import "fmt"

type Größe struct {
	Länge, Höhe float64
	名前          string
}

func (g Größe) Fläche() float64 { return g.Länge * g.Höhe }

type 形 interface{ Fläche() float64 }

const π = 3.14159

var Ω, ñ = 1, "eñe"

func суммa(числа ...int) (итог int) {
	for _, ч := range числа {
		итог += ч
	}
	return
}

type été[T any] struct{ valeur T }

func (é été[T]) Valeur() T { return é.valeur }

func main() {
	g := Größe{2, 3, "四角"}
	var s 形 = g
	fmt.Println(s.Fläche(), g.名前, π*2, Ω, ñ)
	fmt.Printf("%v %+v %#v %T\n", g, g, g, s)
	fmt.Println(суммa(1, 2, 3))
	é := été[string]{"v"}
	fmt.Printf("%v %T\n", é.Valeur(), é)
	世界 := map[string]int{"a": 1}
	世界["ключ"] = 2
	fmt.Println(世界)
	_x, x_1, X__ := 1, 2, 3
	fmt.Println(_x, x_1, X__)
ラベル:
	for i := range 3 {
		for range 2 {
			if i == 1 {
				break ラベル
			}
		}
		fmt.Println(i)
	}
	func(ü int) { ü++; fmt.Println(ü) }(1)
	a, b := 'é', "\u65e5本\U00008a9e"
	fmt.Println(a, string(a), b, len(b))
}
