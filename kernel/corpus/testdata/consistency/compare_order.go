// A comparison ends at the first difference; only before it can it panic.
package main

import "fmt"

type pair struct{ x, y any }

type mixed struct {
	n int
	v any
	s string
}

type nested struct {
	p [2]pair
	m mixed
}

func equal(what string, f func() bool) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what, "panics:", r)
		}
	}()
	fmt.Println(what, f())
}

func main() {
	b := []byte{1}
	equal("first differs", func() bool { return pair{1, b} == pair{2, b} })
	equal("first cannot", func() bool { return pair{b, 1} == pair{b, 2} })
	equal("types differ", func() bool { return pair{b, 1} == pair{1, 1} })
	equal("array", func() bool { return [2]any{1, b} == [2]any{"1", b} })
	equal("array cannot", func() bool { return [2]any{b, 1} == [2]any{b, 1} })
	equal("number first", func() bool { return mixed{1, b, "a"} == mixed{2, b, "a"} })
	equal("string last", func() bool { return mixed{1, b, "a"} == mixed{1, b, "b"} })
	equal("func inside", func() bool { return mixed{1, func() {}, ""} == mixed{1, func() {}, ""} })
	equal("struct inside", func() bool {
		return pair{mixed{1, b, ""}, 1} == pair{mixed{2, b, ""}, 1}
	})
	var x, y any = nested{m: mixed{n: 1}}, nested{m: mixed{n: 1, v: b}}
	equal("in interfaces", func() bool { return x == y })
	x = nested{m: mixed{n: 1, v: b}}
	equal("in interfaces cannot", func() bool { return x == y })
	x, y = map[string]int{}, map[string]int{}
	equal("maps", func() bool { return x == y })
	x, y = struct{ f func() }{}, struct{ f func() }{}
	equal("uncomparable struct", func() bool { return x == y })
}
