package schedtest

import (
	"math/rand/v2"

	"schedtick/kernel/sched"
)

// Random is a snapshot of any shape, indexes that lead nowhere included.
func Random(seed uint64) *sched.Snapshot {
	r := rand.New(rand.NewPCG(seed, 1))
	kinds := []string{sched.Chan, sched.NilChan, sched.Mutex, sched.RWMutex, sched.WaitGroup, sched.Cond, sched.Once, sched.Timer, sched.Input, sched.NoCases}
	s := &sched.Snapshot{LeftOut: r.IntN(2)}
	groups, objects := r.IntN(30), r.IntN(20)
	some := func(n int) int { return r.IntN(n+2) - 1 }
	for range objects {
		o := sched.Object{Kind: kinds[r.IntN(len(kinds))], Name: []string{"", "ch", "mu"}[r.IntN(3)], Cap: r.IntN(3), Timer: r.IntN(9) == 0}
		for range r.IntN(3) {
			o.Users = append(o.Users, some(groups))
			o.Holders = append(o.Holders, sched.Holder{ID: uint64(r.IntN(50)), Group: some(groups)})
		}
		s.Objects = append(s.Objects, o)
	}
	for range groups {
		g := sched.Group{Cell: r.IntN(3), Count: 1 + r.IntN(2), State: "chan receive", Compiled: r.IntN(5) == 0}
		if r.IntN(4) > 0 {
			g.Start, g.At = Site(g.Cell, r.IntN(9), "go", ""), Site(g.Cell, r.IntN(9), "", "")
		}
		for range r.IntN(3) {
			g.Waits = append(g.Waits, sched.Wait{Object: some(objects), Send: r.IntN(2) == 0})
		}
		if r.IntN(4) == 0 {
			g.Leaked = "a reason"
		}
		s.Groups = append(s.Groups, g)
		s.Total += g.Count
	}
	for range r.IntN(3) {
		var c []int
		for range r.IntN(5) {
			c = append(c, some(groups))
		}
		s.Cycles = append(s.Cycles, c)
	}
	return s
}

// Large is a snapshot as large as kernel/rt makes them: 1,000 groups, each with its
// own channel or wait group, all leaked.
func Large() *sched.Snapshot {
	s := &sched.Snapshot{Total: 1000}
	for i := range 1000 {
		kind, what := sched.Chan, "chan receive"
		if i%2 == 0 {
			kind, what = sched.WaitGroup, "sync.WaitGroup.Wait"
		}
		s.Groups = append(s.Groups, sched.Group{
			Cell: 5, Start: Site(5, 3, "sync.WaitGroup.Go", "c"), State: what, At: Site(5, 4, what, "c"),
			Count: 1, IDs: []uint64{uint64(i)}, Waits: []sched.Wait{{Object: i}}, Leaked: "nobody can reach it",
		})
		s.Objects = append(s.Objects, sched.Object{Kind: kind, Name: "c"})
	}
	return s
}
