package main

import "fmt"

type fn func(int) fn
type ch chan ch
type sl []sl
type mp map[string]mp
type self func(self) int

func (s sl) depth() int {
	d := 0
	for _, x := range s {
		d = max(d, x.depth())
	}
	return d + 1
}

func main() {
	count := 0
	var f fn
	f = func(i int) fn { count += i; return f }
	f(1)(2)(3)
	fmt.Println(count)
	c := make(ch, 1)
	c <- c
	fmt.Println(<-c == c)
	s := sl{sl{}, sl{sl{}}}
	fmt.Println(s, s.depth(), len(s[1]))
	m := mp{"a": {"b": {}}}
	fmt.Println(m, m["a"]["b"] != nil, m["x"]["y"] == nil)
	n := 0
	var sf self = func(f self) int {
		n++
		if n < 5 {
			return f(f)
		}
		return n
	}
	fmt.Println(sf(sf))
	fmt.Printf("%T %T %T %T\n", f, c, s, sf)
}
