// f(g()) with several results of g: what is called comes first, and only if the
// call happens at all.
package main

import "fmt"

type logger struct{ name string }

func (l logger) two(a int, b string) string        { return fmt.Sprint(l.name, a, b) }
func (l *logger) many(xs ...any) int               { return len(xs) }
func (l logger) wide(a any, b fmt.Stringer) string { return fmt.Sprint(a, b) }
func (l logger) String() string                    { return "<" + l.name + ">" }

type box[T any] struct{ v T }

func (b box[T]) pair(x, y T) []T { return []T{b.v, x, y} }

func step[T any](what string, v T) T { fmt.Println("  ", what); return v }

func pair() (int, string)       { fmt.Println("   pair"); return 1, "b" }
func ints() (int, int)          { fmt.Println("   ints"); return 1, 2 }
func logs() (logger, logger)    { fmt.Println("   logs"); return logger{"x"}, logger{"y"} }
func bytes() ([]byte, string)   { fmt.Println("   bytes"); return buf, "abc" }
func entry() (map[any]int, int) { fmt.Println("   entry"); return table, 3 }
func no() (int, int)            { panic("called") }
func less(a, b int) bool        { return a < b }

var (
	buf   = make([]byte, 2)
	table = map[any]int{3: 1, 4: 2}
)

func main() {
	fmt.Println(step("receiver", logger{"r"}).two(pair()))
	fmt.Println(step("pointer", &logger{"p"}).many(pair()))
	fmt.Println(step("wide", logger{"w"}).wide(logs()))
	fmt.Println(step("generic", box[int]{7}).pair(ints()))
	fmt.Println(step("value", func(a, b int) int { return a*10 + b })(ints()))
	fmt.Println(step("element", []func(int, int) bool{less})[0](ints()))
	var s interface{ two(int, string) string } = logger{"i"}
	fmt.Println(step("interface", s).two(pair()))
	f := logger{"v"}.two
	fmt.Println(f(pair()), less(ints()))
	fmt.Println(copy(bytes()), string(buf))
	delete(entry())
	fmt.Println(table)
	never := false
	lt := less
	fmt.Println(never && less(no()), never && lt(no()), !never || box[int]{}.pair(no()) == nil)
	fmt.Println([]any{step("first", 1), logger{"l"}.two(pair()), step("last", 2)})
}
