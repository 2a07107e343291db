package main

import (
	"errors"
	. "fmt"
	"io/fs"
	"math"
	. "os"
	. "slices"
	"sort"
	"strings"
	. "sync"
	. "time"
)

type shelf struct {
	Mutex
	names []string
}

func (s *shelf) add(name string) {
	s.Lock()
	defer s.Unlock()
	s.names = append(s.names, strings.ToUpper(name))
}

func (s *shelf) String() string { return strings.Join(s.names, "+") }

type byLen []string

func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

var _ Stringer = (*shelf)(nil)

func main() {
	Println("Hello", 42, math.Pi > 3, math.Sqrt(16), math.MaxInt8)
	var s shelf
	var wg WaitGroup
	for _, n := range strings.Fields("a b c") {
		wg.Go(func() { s.add(n) })
	}
	wg.Wait()
	sort.Strings(s.names)
	Printf("%v %s\n", &s, Sprint(1, "x", 2))
	l := byLen{"ccc", "a", "bb"}
	sort.Sort(l)
	Println(l, Max([]int{1, 5, 2}), Index([]string{"x", "y"}, "y"), IndexFunc(l, func(s string) bool { return s == "bb" }))
	SortFunc(l, func(a, b string) int { return len(b) - len(a) })
	Println(l)
	say, up := Println, strings.ToUpper
	say(up("through"), "values")
	Sleep(Millisecond)
	d := 1500 * Millisecond
	Println(d, Duration(2)*Second, d.Seconds())
	var b strings.Builder
	Fprintf(&b, "%d-", 7)
	Fprintln(Stdout, b.String())
	old := Args
	Args = []string{"x", "y"}
	Println(len(Args), Args[1])
	Args = old
	_, err := Open("/no/such/file")
	var pe *PathError
	Println(errors.Is(err, fs.ErrNotExist), errors.As(err, &pe), err == nil, ErrNotExist)
	var m Map
	m.Store("k", 1)
	v, ok := m.Load("k")
	Println(v, ok)
	once := OnceValue(func() int { Println("once"); return 3 })
	Println(once(), once())
	defer func() {
		r := recover()
		Println("recovered", r)
		Exit(3)
	}()
	var e error = Errorf("wrapped: %w", err)
	panic(Sprint(errors.Is(e, ErrNotExist)))
}
