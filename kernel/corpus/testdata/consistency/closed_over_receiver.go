package main

import (
	"fmt"
	"sort"
)

type Matrix struct {
	rows [][]float64
	name string
}

func (m Matrix) Each(f func(i, j int, v float64) float64) Matrix {
	out := Matrix{name: m.name + "'"}
	for i, r := range m.rows {
		out.rows = append(out.rows, make([]float64, len(r)))
		for j, v := range r {
			out.rows[i][j] = f(i, j, v)
		}
	}
	return out
}
func (m *Matrix) Scaler(k float64) func() *Matrix {
	return func() *Matrix {
		*m = m.Each(func(_, _ int, v float64) float64 { return v * k })
		return m
	}
}
func (m Matrix) T() Matrix {
	t := Matrix{name: "T" + m.name}
	for j := range m.rows[0] {
		var r []float64
		for i := range m.rows {
			r = append(r, m.rows[i][j])
		}
		t.rows = append(t.rows, r)
	}
	return t
}

type byKey struct {
	keys []string
	vals map[string]int
	less func(a, b int) bool
}

func (b byKey) Len() int           { return len(b.keys) }
func (b byKey) Swap(i, j int)      { b.keys[i], b.keys[j] = b.keys[j], b.keys[i] }
func (b byKey) Less(i, j int) bool { return b.less(b.vals[b.keys[i]], b.vals[b.keys[j]]) }

func main() {
	m := Matrix{[][]float64{{1, 2, 3}, {4, 5, 6}}, "m"}
	d := m.Scaler(2)
	d()
	fmt.Println(d().name, m.rows, m.T())
	calls := 0
	n := m.Each(func(i, j int, v float64) float64 { calls++; return v - float64(i*10+j) })
	fmt.Println(n, calls)
	b := byKey{[]string{"x", "y", "z"}, map[string]int{"x": 2, "y": 3, "z": 1}, func(a, b int) bool { return a > b }}
	sort.Sort(b)
	fmt.Println(b.keys)
	asc := true
	b.less = func(a, c int) bool { return a < c == asc }
	sort.Sort(b)
	fmt.Println(b.keys, sort.IsSorted(b))
	sort.Slice(b.keys, func(i, j int) bool { return b.keys[i] < b.keys[j] })
	fmt.Println(b.keys)
}
