package main

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// Maps in all their uses: sets, groups, counters, keys of structs, arrays, interfaces and
// pointers, deletion while ranging, maps of maps and of functions, generic helpers.

type Set[T comparable] map[T]struct{}

func SetOf[T comparable](xs ...T) Set[T] {
	s := Set[T]{}
	for _, x := range xs {
		s[x] = struct{}{}
	}
	return s
}
func (s Set[T]) Has(x T) bool { _, ok := s[x]; return ok }
func (s Set[T]) Union(o Set[T]) Set[T] {
	u := maps.Clone(s)
	maps.Copy(u, o)
	return u
}
func (s Set[T]) Minus(o Set[T]) Set[T] {
	u := maps.Clone(s)
	maps.DeleteFunc(u, func(x T, _ struct{}) bool { return o.Has(x) })
	return u
}

func Sorted[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

func GroupBy[T any, K comparable](xs []T, key func(T) K) map[K][]T {
	g := make(map[K][]T)
	for _, x := range xs {
		k := key(x)
		g[k] = append(g[k], x)
	}
	return g
}

type pos struct{ x, y int }
type keyed struct {
	any
	n [2]int8
}
type animal interface{ sound() string }
type dog struct{ name string }
type cat struct{ name string }

func (d dog) sound() string  { return d.name + " barks" }
func (c *cat) sound() string { return c.name + " purrs" }

type graph map[pos]map[pos]int

func (g graph) link(a, b pos, w int) {
	for _, p := range [][2]pos{{a, b}, {b, a}} {
		if g[p[0]] == nil {
			g[p[0]] = map[pos]int{}
		}
		g[p[0]][p[1]] += w
	}
}

func (g graph) dist(from pos) map[pos]int {
	d := map[pos]int{from: 0}
	for changed := true; changed; {
		changed = false
		for a, da := range maps.Clone(d) {
			for b, w := range g[a] {
				if old, ok := d[b]; !ok || da+w < old {
					d[b], changed = da+w, true
				}
			}
		}
	}
	return d
}

func main() {
	a, b := SetOf(1, 2, 3), SetOf(3, 4)
	fmt.Println(Sorted(a.Union(b)), Sorted(a.Minus(b)), a.Has(2), b.Has(2), len(a), a)
	words := strings.Fields("the cat and the dog and the bird")
	count := map[string]int{}
	for _, w := range words {
		count[w]++
	}
	byCount := slices.SortedFunc(maps.Keys(count), func(x, y string) int {
		return cmp.Or(-cmp.Compare(count[x], count[y]), strings.Compare(x, y))
	})
	fmt.Println(byCount, count)
	groups := GroupBy(words, func(s string) int { return len(s) })
	fmt.Println(groups, Sorted(groups))
	lengths := GroupBy([]pos{{1, 2}, {3, 4}, {1, 9}}, func(p pos) pos { return pos{p.x, 0} })
	fmt.Println(lengths[pos{1, 0}], len(lengths))

	ks := map[keyed]string{{1, [2]int8{1}}: "int", {"1", [2]int8{1}}: "string", {pos{1, 1}, [2]int8{}}: "pos", {nil, [2]int8{}}: "nil"}
	fmt.Println(ks[keyed{1, [2]int8{1, 0}}], ks[keyed{any: pos{1, 1}}], ks[keyed{}], ks[keyed{int8(1), [2]int8{1}}] == "", len(ks))
	rex, tom := dog{"rex"}, &cat{"tom"}
	sounds := map[animal]int{rex: 1, tom: 2, &cat{"tom"}: 3, dog{"rex"}: 4}
	fmt.Println(len(sounds), sounds[dog{"rex"}], sounds[tom], sounds[&cat{"tom"}])
	nan := map[float64]int{math.NaN(): 1, math.NaN(): 2, 0: 3, math.Copysign(0, -1): 4}
	_, ok := nan[math.NaN()]
	fmt.Println(len(nan), ok, nan[0])
	clear(nan)
	fmt.Println(len(nan))

	m := map[int]int{}
	for i := range 100 {
		m[i] = i
	}
	for k := range m {
		if k%2 == 0 {
			delete(m, k)
		}
	}
	sum := 0
	for _, v := range m {
		sum += v
	}
	fmt.Println(len(m), sum)
	g := graph{}
	for i := range 4 {
		g.link(pos{i, 0}, pos{i + 1, 0}, i+1)
		g.link(pos{0, 0}, pos{i, i}, 5)
	}
	d := g.dist(pos{0, 0})
	fmt.Println(d)
	ops := map[rune]func(int, int) int{'+': func(a, b int) int { return a + b }, '-': func(a, b int) int { return a - b }}
	acc := 0
	for i, r := range "+-+" {
		acc = ops[r](acc, i*10)
	}
	fmt.Println(acc, ops['*'] == nil)
	type inner struct{ tags []string }
	deep := map[string]*inner{}
	for _, w := range words[:3] {
		if deep[w] == nil {
			deep[w] = new(inner)
		}
		deep[w].tags = append(deep[w].tags, strings.ToUpper(w))
	}
	fmt.Println(deep["cat"].tags, *deep["the"], len(deep))
	arr := map[[2]string][3]int{{"a", "b"}: {1, 2}}
	v := arr[[2]string{"a", "b"}]
	v[2] = 9
	fmt.Println(arr, v, arr[[2]string{"b", "a"}])
	var none map[string][]int
	fmt.Println(none["x"] == nil, len(none), none == nil)
	for range none {
		fmt.Println("never")
	}
	delete(none, "x")
	fmt.Println(maps.Equal(map[pos]int{{1, 2}: 3}, map[pos]int{{1, 2}: 3}), maps.EqualFunc(groups, groups, slices.Equal[[]string]))
	defer func() { fmt.Println(recover()) }()
	none["x"] = append(none["x"], 1)
}
