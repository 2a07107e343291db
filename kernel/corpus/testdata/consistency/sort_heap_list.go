package main

import (
	"container/heap"
	"container/list"
	"container/ring"
	"fmt"
	"sort"
	"strings"
)

type person struct {
	name string
	age  int
}
type byAge []person

func (b byAge) Len() int           { return len(b) }
func (b byAge) Less(i, j int) bool { return b[i].age < b[j].age }
func (b byAge) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type pq []*item
type item struct {
	v     string
	prio  int
	index int
}

func (q pq) Len() int           { return len(q) }
func (q pq) Less(i, j int) bool { return q[i].prio > q[j].prio }
func (q pq) Swap(i, j int)      { q[i], q[j] = q[j], q[i]; q[i].index = i; q[j].index = j }
func (q *pq) Push(x any)        { it := x.(*item); it.index = len(*q); *q = append(*q, it) }
func (q *pq) Pop() any {
	old := *q
	n := len(old) - 1
	it := old[n]
	old[n] = nil
	*q = old[:n]
	return it
}

type intHeap struct{ sort.IntSlice }

func (h *intHeap) Push(x any) { h.IntSlice = append(h.IntSlice, x.(int)) }
func (h *intHeap) Pop() any {
	n := len(h.IntSlice)
	x := h.IntSlice[n-1]
	h.IntSlice = h.IntSlice[:n-1]
	return x
}

func main() {
	ps := []person{{"A", 30}, {"B", 20}, {"C", 25}, {"D", 20}}
	sort.Stable(byAge(ps))
	fmt.Println(ps)
	sort.Sort(sort.Reverse(byAge(ps)))
	fmt.Println(ps[0], sort.IsSorted(byAge(ps)))
	sort.SliceStable(ps, func(i, j int) bool { return ps[i].name < ps[j].name })
	fmt.Println(ps)
	i := sort.Search(100, func(i int) bool { return i*i >= 50 })
	fmt.Println(i)
	q := &pq{}
	heap.Init(q)
	for i, w := range strings.Fields("low mid high") {
		heap.Push(q, &item{v: w, prio: i})
	}
	it := (*q)[len(*q)-1]
	it.prio = 10
	heap.Fix(q, it.index)
	for q.Len() > 0 {
		fmt.Print(heap.Pop(q).(*item).v, " ")
	}
	fmt.Println()
	h := &intHeap{sort.IntSlice{5, 2, 8}}
	heap.Init(h)
	heap.Push(h, 1)
	for h.Len() > 0 {
		fmt.Print(heap.Pop(h), " ")
	}
	fmt.Println()
	l := list.New()
	l.PushBack(person{"x", 1})
	l.PushFront(person{"y", 2})
	l.PushBack("s")
	for e := l.Front(); e != nil; e = e.Next() {
		if p, ok := e.Value.(person); ok {
			fmt.Print(p.name, p.age, " ")
		} else {
			fmt.Print(e.Value, " ")
		}
	}
	fmt.Println(l.Len())
	r := ring.New(3)
	for i := range r.Len() {
		r.Value = i
		r = r.Next()
	}
	r.Do(func(v any) { fmt.Print(v, ";") })
	fmt.Println()
}
