package main

import (
	"fmt"
	"sort"
	"strings"
	"sync"
)

type Var interface{ String() string }
type Int struct {
	mu sync.Mutex
	n  int64
}
type Func func() any
type Map struct{ sync.Map }

func (v *Int) Add(d int64)    { v.mu.Lock(); v.n += d; v.mu.Unlock() }
func (v *Int) String() string { v.mu.Lock(); defer v.mu.Unlock(); return fmt.Sprint(v.n) }
func (f Func) String() string { return fmt.Sprintf("%v", f()) }
func (m *Map) String() string {
	var parts []string
	m.Range(func(k, v any) bool { parts = append(parts, fmt.Sprintf("%v:%v", k, v)); return true })
	sort.Strings(parts)
	return "{" + strings.Join(parts, " ") + "}"
}

type registry struct {
	sync.RWMutex
	vars map[string]Var
}

func (r *registry) publish(name string, v Var) (err error) {
	r.Lock()
	defer r.Unlock()
	if _, dup := r.vars[name]; dup {
		return fmt.Errorf("reuse of %q", name)
	}
	r.vars[name] = v
	return nil
}

func (r *registry) do(f func(string, Var)) {
	r.RLock()
	defer r.RUnlock()
	names := make([]string, 0, len(r.vars))
	for n := range r.vars {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		f(n, r.vars[n])
	}
}

func main() {
	r := registry{vars: map[string]Var{}}
	n := new(Int)
	m := new(Map)
	fmt.Println(r.publish("n", n), r.publish("f", Func(func() any { return []int{1, 2} })), r.publish("m", m), r.publish("n", n))
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() { n.Add(int64(i)); m.Store(i%2, "x") })
	}
	wg.Wait()
	r.do(func(k string, v Var) { fmt.Println(k, v) })
	m.Delete(0)
	fmt.Println(m, []Var{n, Func(func() any { return nil })})
}
