package main

import "fmt"

type fnCmd func([]string) string
type other func([]string) string
type sl []int
type st struct {
	a int
	b []int
}
type nest struct {
	n int
	x any
}
type arr [2]sl

type I interface{ F() }

func (sl) F()    {}
func (fnCmd) F() {}
func (st) F()    {}

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	m := map[any]int{}
	k := map[I]int{}
	try("fn", func() { m[fnCmd(nil)] = 1 })
	try("other", func() { m[other(nil)] = 1 })
	try("raw", func() { m[(func([]string) string)(nil)]++ })
	try("sl", func() { m[sl{}] = 1 })
	try("raw sl", func() { _ = m[[]int{}] })
	try("raw sl ok", func() { _, ok := m[[]int{}]; fmt.Println(ok) })
	try("st", func() { m[st{}] = 1 })
	try("nest", func() { m[nest{x: sl{}}] = 1 })
	try("nest2", func() { m[nest{x: nest{x: map[string]sl{}}}] = 1 })
	try("arr", func() { m[arr{}] = 1 })
	try("I", func() { k[sl{}] = 1 })
	try("I2", func() { k[fnCmd(nil)] = 1 })
	try("delete", func() { m[1] = 1; delete(m, any(sl{})) })
	try("lit", func() { m = map[any]int{sl{}: 1} })
	try("arr key", func() { a := map[[1]any]int{}; a[[1]any{sl{}}] = 2 })
	try("struct key", func() { a := map[nest]int{}; a[nest{1, other(nil)}] = 2 })
	try("anon", func() { m[struct{ x []int }{}] = 1 })
	try("map", func() { m[map[fnCmdP]int{}] = 1 })
	try("eq", func() { var a, b any = sl{}, sl{}; fmt.Println(a == b) })
	try("gen", func() { m[pair[sl]{}] = 1 })
}

type fnCmdP *fnCmd
type pair[T any] struct{ a, b T }
