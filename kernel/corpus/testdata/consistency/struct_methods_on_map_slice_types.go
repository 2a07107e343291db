package main

import (
	"fmt"
	"sort"
	"strings"
)

type Graph map[string][]string
type Path []string
type Visited map[string]bool

func (g Graph) Add(a string, bs ...string) Graph { g[a] = append(g[a], bs...); return g }
func (g Graph) DFS(s string, v Visited, f func(Path), p Path) {
	if v[s] {
		return
	}
	v[s] = true
	defer delete(v, s)
	p = append(p[:len(p):len(p)], s)
	f(p)
	for _, n := range g[s] {
		g.DFS(n, v, f, p)
	}
}
func (p Path) String() string { return strings.Join(p, ">") }
func (g Graph) Topo() (order []string, ok bool) {
	in := map[string]int{}
	for a, bs := range g {
		in[a] += 0
		for _, b := range bs {
			in[b]++
		}
	}
	var q []string
	for n, d := range in {
		if d == 0 {
			q = append(q, n)
		}
	}
	sort.Strings(q)
	for len(q) > 0 {
		n := q[0]
		q = q[1:]
		order = append(order, n)
		for _, m := range g[n] {
			if in[m]--; in[m] == 0 {
				q = append(q, m)
			}
		}
	}
	return order, len(order) == len(in)
}

type Counter map[rune]int

func (c *Counter) Count(s string) *Counter {
	if *c == nil {
		*c = Counter{}
	}
	for _, r := range s {
		(*c)[r]++
	}
	return c
}

type Queue[T any] []T

func (q *Queue[T]) Push(v T) { *q = append(*q, v) }
func (q *Queue[T]) Pop() (v T) {
	v, *q = (*q)[0], (*q)[1:]
	return
}

func main() {
	g := Graph{}.Add("a", "b", "c").Add("b", "d").Add("c", "d")
	var paths []Path
	g.DFS("a", Visited{}, func(p Path) { paths = append(paths, p) }, nil)
	fmt.Println(paths, len(paths))
	fmt.Println(g.Topo())
	g.Add("d", "a")
	_, ok := g.Topo()
	fmt.Println(ok, g)
	var c Counter
	c.Count("hello").Count("lo")
	fmt.Println(c['l'], c['o'], c['z'], len(c))
	var q Queue[Path]
	q.Push(Path{"x"})
	q.Push(Path{"y", "z"})
	fmt.Println(q.Pop(), q, len(q))
}
