package main

import (
	"fmt"
	"math/rand"
	"sort"
)

type fixed struct {
	vals []int64
	i    int
}

func (f *fixed) Int63() int64 { v := f.vals[f.i%len(f.vals)]; f.i++; return v }
func (f *fixed) Seed(s int64) { f.i = int(s) }

func main() {
	r := rand.New(&fixed{vals: []int64{1 << 40, 3 << 40, 5 << 50, 7 << 52}})
	fmt.Println(r.Int63(), r.Int31(), r.Int63())
	p := rand.New(rand.NewSource(1)).Perm(8)
	sort.Ints(p)
	fmt.Println(p)
	a, b := rand.New(rand.NewSource(7)), rand.New(rand.NewSource(7))
	same := true
	for range 100 {
		same = same && a.Intn(1000) == b.Intn(1000)
	}
	fmt.Println(same)
	xs := []string{"a", "b", "c"}
	sort.Strings(xs)
	fmt.Println(xs)
}
