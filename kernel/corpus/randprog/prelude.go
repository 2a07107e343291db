package randprog

// Prelude is what all programs begin with: traces, and generic types and functions.
const Prelude = `
var steps int

var errBase = errors.New("base")

type codeError struct{ code int }

func (e codeError) Error() string { return fmt.Sprint("code ", e.code) }

// tr says that it was evaluated, and when.
func tr[T any](n int, v T) T {
	step()
	fmt.Print(" #", n)
	return v
}

func step() {
	steps++
	if steps > 2000 {
		panic("enough")
	}
}

func id[T any](v T) T { return v }

func pick[T any](c bool, a, b T) T {
	if c {
		return a
	}
	return b
}

func two[A, B any](a A, b B) (A, B) { return a, b }

func guard(name string) {
	if r := recover(); r != nil {
		say(name, r)
	}
}

func say(name string, r any) {
	switch e := r.(type) {
	case runtime.Error:
		fmt.Printf("\n%s: runtime error: %s\n", name, e.Error())
	case error:
		fmt.Printf("\n%s: error %T %v\n", name, e, e)
	case fmt.Stringer:
		fmt.Printf("\n%s: stringer %T %s\n", name, e, e)
	default:
		fmt.Printf("\n%s: %T %v %#v\n", name, e, e, e)
	}
}

func show(n int, v any) { step(); fmt.Printf("\n%d: %v|%+v|%#v|%T\n", n, v, v, v, v) }

type Box[T any] struct {
	Val  T
	Tag  string
	hist []T
}

func (b Box[T]) Get() T        { return b.Val }
func (b *Box[T]) Set(v T)      { b.hist = append(b.hist, b.Val); b.Val = v }
func (b Box[T]) With(v T) Box[T] { b.Val = v; b.Tag += "+"; return b }
func (b Box[T]) Len() int      { return len(b.hist) + len(b.Tag) }

func mkBox[T any](v T, tag string) Box[T] { return Box[T]{Val: v, Tag: tag} }

type Number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr | ~float32 | ~float64
}

func sum[T Number](xs ...T) (t T) {
	for _, x := range xs {
		t += x
	}
	return
}

func mapped[A, B any](xs []A, f func(A) B) []B {
	var out []B
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func keep[S ~[]E, E any](xs S, f func(E) bool) S {
	var out S
	for _, x := range xs {
		if f(x) {
			out = append(out, x)
		}
	}
	return out
}

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer func() { fmt.Print(" count-", n) }()
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func pairs[S ~[]E, E any](xs S) iter.Seq2[int, E] {
	return func(yield func(int, E) bool) {
		for i, x := range xs {
			if !yield(i, x) {
				return
			}
		}
	}
}

func sortedKeys[M ~map[K]V, K cmp.Ordered, V any](m M) []K {
	ks := make([]K, 0, len(m))
	for k := range m {
		ks = append(ks, k)
	}
	slices.Sort(ks)
	return ks
}

func at[S ~[]E, E any](xs S, i int, alt E) E {
	if len(xs) == 0 {
		return alt
	}
	return xs[uint(i)%uint(len(xs))]
}

func filled[T any](xs ...T) chan T {
	c := make(chan T, len(xs))
	for _, x := range xs {
		c <- x
	}
	close(c)
	return c
}

func spawn[T any](f func() T) T {
	c := make(chan T)
	go func() {
		var v T
		defer func() { c <- v }()
		defer guard("spawned")
		v = f()
	}()
	return <-c
}

func cast[T any](v any) (t T, ok bool) {
	t, ok = v.(T)
	return
}

func deref[T any](p *T) (t T) {
	if p != nil {
		t = *p
	}
	return
}

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(vs ...T) { s.items = append(s.items, vs...) }
func (s *Stack[T]) Pop() (v T, ok bool) {
	if n := len(s.items); n > 0 {
		v, s.items, ok = s.items[n-1], s.items[:n-1], true
	}
	return
}
func (s Stack[T]) Len() int { return len(s.items) }

type Pair[A, B any] struct {
	First  A
	Second B
}

func (p Pair[A, B]) Swap() Pair[B, A] { return Pair[B, A]{p.Second, p.First} }

type OMap[K cmp.Ordered, V any] struct {
	keys []K
	m    map[K]V
}

func (m *OMap[K, V]) Set(k K, v V) {
	if m.m == nil {
		m.m = map[K]V{}
	}
	if _, ok := m.m[k]; !ok {
		m.keys = append(m.keys, k)
	}
	m.m[k] = v
}
func (m *OMap[K, V]) Has(k K) bool { _, ok := m.m[k]; return ok }
func (m OMap[K, V]) Len() int      { return len(m.m) }
func (m *OMap[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for _, k := range m.keys {
			if !yield(k, m.m[k]) {
				return
			}
		}
	}
}

type Set[T comparable] map[T]struct{}

func SetOf[T comparable](xs ...T) Set[T] {
	s := Set[T]{}
	for _, x := range xs {
		s[x] = struct{}{}
	}
	return s
}
func (s Set[T]) Has(x T) bool { _, ok := s[x]; return ok }

func index[T comparable](xs []T, x T) int {
	for i, v := range xs {
		if v == x {
			return i
		}
	}
	return -1
}

type Tree[V any] struct{ root *tnode[V] }

type tnode[V any] struct {
	left, right *tnode[V]
	key         int
	val         V
}

func (t *Tree[V]) Insert(k int, v V) {
	p := &t.root
	for *p != nil {
		switch n := *p; {
		case k < n.key:
			p = &n.left
		case k > n.key:
			p = &n.right
		default:
			n.val = v
			return
		}
	}
	*p = &tnode[V]{key: k, val: v}
}
func (t *Tree[V]) Walk(f func(int, V) bool) { t.root.walk(f) }
func (n *tnode[V]) walk(f func(int, V) bool) bool {
	return n == nil || n.left.walk(f) && f(n.key, n.val) && n.right.walk(f)
}
func (t *Tree[V]) Depth() int { return t.root.depth() }
func (n *tnode[V]) depth() int {
	if n == nil {
		return 0
	}
	return 1 + max(n.left.depth(), n.right.depth())
}

func curry[A, B, C any](f func(A, B) C) func(A) func(B) C {
	return func(a A) func(B) C { return func(b B) C { return f(a, b) } }
}

type Fn[A, R any] func(A) R

func (f Fn[A, R]) Call(a A) R       { return f(a) }
func (f Fn[A, R]) Twice(a A) [2]R   { return [2]R{f(a), f.Call(a)} }

func reduce[T, A any](xs []T, a A, f func(A, T) A) A {
	for _, x := range xs {
		a = f(a, x)
	}
	return a
}

type Wrapper[T any] interface{ Unwrap() T }

type wrapped[T any] struct{ v T }

func (w wrapped[T]) Unwrap() T { return w.v }

type Node[T any] struct {
	val  T
	next *Node[T]
}

func (n *Node[T]) push(v T) *Node[T] { return &Node[T]{v, n} }
func (n *Node[T]) all() iter.Seq[T] {
	return func(yield func(T) bool) {
		for ; n != nil; n = n.next {
			if !yield(n.val) {
				return
			}
		}
	}
}

`

const uses = `
var _, _, _, _, _ = maps.Keys[map[int]int], sort.Ints, strings.Map, errors.New, sync.OnceFunc
`

// Imports are those of a program.
var Imports = []string{"cmp", "errors", "fmt", "iter", "maps", "runtime", "slices", "sort", "strings", "sync"}
