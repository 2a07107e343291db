package schedtest

import (
	"fmt"
	"time"

	"schedtick/kernel/program"
	"schedtick/kernel/sched"
)

// All are what the pictures are tried on, by name.
func All() map[string]*sched.Snapshot {
	return map[string]*sched.Snapshot{
		"philosophers":  Philosophers(5),
		"banquet":       Philosophers(18),
		"abba":          ABBA(),
		"twice":         Twice(),
		"noreceiver":    NoReceiver(),
		"forgottendone": ForgottenDone(),
		"pipeline":      Pipeline(),
		"pool":          Pool(),
		"crowd":         Crowd(),
		"odd":           Odd(),
		"empty":         {},
	}
}

// Site is a place in a cell.
func Site(cell, line int, what, text string) *program.Site {
	return &program.Site{ID: 100*cell + line, Cell: cell, Name: fmt.Sprintf("cell[%d]", cell), Line: line, Col: 3, What: what, Text: text}
}

// Philosophers is a table at which each has taken the fork on the left, with a
// cell that waits for all of them.
func Philosophers(n int) *sched.Snapshot {
	s := &sched.Snapshot{Total: n + 1}
	s.Groups = append(s.Groups, sched.Group{
		Cell: 3, State: "sync.WaitGroup.Wait", At: Site(3, 14, "sync.WaitGroup.Wait", "wg"), Count: 1, IDs: []uint64{1},
		SinceMin: 2100 * time.Millisecond, SinceMax: 2100 * time.Millisecond, Waits: []sched.Wait{{Object: n}},
	})
	var circle, users []int
	for i := range n {
		s.Groups = append(s.Groups, sched.Group{
			Cell: 3, Start: Site(3, 5, "go", ""), Parent: 1, State: "sync.Mutex.Lock", At: Site(3, 9, "sync.Mutex.Lock", "right"),
			Count: 1, IDs: []uint64{uint64(7 + i)}, SinceMin: 2 * time.Second, SinceMax: 2 * time.Second, Waits: []sched.Wait{{Object: (i + 1) % n}},
		})
		s.Objects = append(s.Objects, sched.Object{
			Kind: sched.Mutex, Name: "fork[i]",
			Holders: []sched.Holder{{ID: uint64(7 + i), Group: i + 1, At: Site(3, 7, "sync.Mutex.Lock", "left")}},
		})
		circle, users = append(circle, i+1), append(users, i+1)
	}
	s.Objects = append(s.Objects, sched.Object{Kind: sched.WaitGroup, Name: "wg", Count: n, Users: users})
	s.Cycles = [][]int{circle}
	return s
}

// ABBA is two goroutines that take two locks in different orders.
func ABBA() *sched.Snapshot {
	s := Philosophers(2)
	s.Groups, s.Total = s.Groups[1:], 2
	s.Cycles = [][]int{{0, 1}}
	s.Objects = s.Objects[:2]
	for i := range s.Objects {
		s.Objects[i].Name = []string{"from.mu", "to.mu"}[i]
		s.Objects[i].Holders[0].Group--
	}
	return s
}

// Twice is a cell that locks a mutex it holds.
func Twice() *sched.Snapshot {
	return &sched.Snapshot{
		Total: 1,
		Groups: []sched.Group{{
			Cell: 4, State: "sync.Mutex.Lock", At: Site(4, 6, "sync.Mutex.Lock", "mu"), Count: 1, IDs: []uint64{1},
			SinceMin: 800 * time.Millisecond, SinceMax: 800 * time.Millisecond, Waits: []sched.Wait{{Object: 0}},
		}},
		Objects: []sched.Object{{Kind: sched.Mutex, Name: "mu", Holders: []sched.Holder{{ID: 1, Group: 0, At: Site(4, 2, "sync.Mutex.Lock", "mu")}}}},
		Cycles:  [][]int{{0}},
	}
}

// NoReceiver is a goroutine that sends on an unbuffered channel which nobody reads.
func NoReceiver() *sched.Snapshot {
	return &sched.Snapshot{
		Total: 1,
		Groups: []sched.Group{{
			Cell: 2, Start: Site(2, 4, "go", ""), Parent: 1, State: "chan send", At: Site(2, 5, "chan send", "ch"), Count: 1, IDs: []uint64{5},
			SinceMin: 2 * time.Second, SinceMax: 2 * time.Second, Waits: []sched.Wait{{Object: 0, Send: true}},
			Leaked: "send on a channel that nobody else can reach",
		}},
		Objects: []sched.Object{{Kind: sched.Chan, Name: "ch", Made: Site(2, 2, "make", "make(chan int)"), Elem: "int"}},
	}
}

// ForgottenDone is a cell that waits for a Done that never comes: three goroutines
// were counted, two have called it.
func ForgottenDone() *sched.Snapshot {
	return &sched.Snapshot{
		Total: 1,
		Groups: []sched.Group{{
			Cell: 6, State: "sync.WaitGroup.Wait", At: Site(6, 11, "sync.WaitGroup.Wait", "wg"), Count: 1, IDs: []uint64{1},
			SinceMin: time.Second, SinceMax: time.Second, Waits: []sched.Wait{{Object: 0}},
			Leaked: "wait for a wait group that nobody else can reach",
		}},
		Objects: []sched.Object{{Kind: sched.WaitGroup, Name: "wg", Count: 1}},
	}
}

// Pipeline is stages that wait for each other in a row; the cell sleeps.
func Pipeline() *sched.Snapshot {
	s := &sched.Snapshot{Total: 5}
	s.Groups = []sched.Group{
		{Cell: 8, State: "sleep", At: Site(8, 20, "time.Sleep", ""), Count: 1, IDs: []uint64{1}, SinceMax: 300 * time.Millisecond, SinceMin: 300 * time.Millisecond, Waits: []sched.Wait{{Object: 3}}},
		{Cell: 8, Start: Site(8, 3, "go", ""), State: "chan send", At: Site(8, 4, "chan send", "nums"), Count: 1, IDs: []uint64{9}, Waits: []sched.Wait{{Object: 0, Send: true}}},
		{Cell: 8, Start: Site(8, 8, "go", ""), State: "chan send", At: Site(8, 10, "chan send", "squares"), Count: 1, IDs: []uint64{10}, Waits: []sched.Wait{{Object: 1, Send: true}}},
		{Cell: 8, Start: Site(8, 13, "go", ""), State: "select", At: Site(8, 15, "select", ""), Count: 1, IDs: []uint64{11}, Waits: []sched.Wait{{Object: 2, Send: true}, {Object: 4}}},
		{Cell: 8, Start: Site(8, 17, "go", ""), State: "running", Count: 1, IDs: []uint64{12}},
	}
	s.Objects = []sched.Object{
		{Kind: sched.Chan, Name: "nums", Made: Site(8, 1, "make", ""), Len: 4, Cap: 4, Users: []int{2}},
		{Kind: sched.Chan, Name: "squares", Made: Site(8, 1, "make", ""), Users: []int{3}},
		{Kind: sched.Chan, Name: "out", Made: Site(8, 2, "make", ""), Users: []int{4, 0}},
		{Kind: sched.Timer, Left: 700 * time.Millisecond},
		{Kind: sched.Chan, Name: "done", Made: Site(8, 2, "make", ""), Users: []int{0}},
	}
	return s
}

// Pool is 10,000 workers that wait for jobs, some that want one lock, and a holder
// that sleeps.
func Pool() *sched.Snapshot {
	return &sched.Snapshot{
		Total: 10_009,
		Groups: []sched.Group{
			{Cell: 9, State: "running", Count: 1, IDs: []uint64{1}},
			{
				Cell: 9, Start: Site(9, 4, "go", ""), State: "chan receive", At: Site(9, 5, "chan receive", "jobs"), Count: 10_000, IDs: []uint64{20, 21, 22},
				SinceMin: 1200 * time.Millisecond, SinceMax: 3 * time.Second, Waits: []sched.Wait{{Object: 0}},
			},
			{
				Cell: 9, Start: Site(9, 8, "go", ""), State: "sync.RWMutex.RLock", At: Site(9, 9, "sync.RWMutex.RLock", "cache"), Count: 7, IDs: []uint64{31, 32},
				SinceMin: 20 * time.Millisecond, SinceMax: 40 * time.Millisecond, Waits: []sched.Wait{{Object: 1}},
			},
			{Cell: 9, Start: Site(9, 12, "go", ""), State: "sleep", At: Site(9, 14, "time.Sleep", ""), Count: 1, IDs: []uint64{40}, Waits: []sched.Wait{{Object: 2}}},
		},
		Objects: []sched.Object{
			{Kind: sched.Chan, Name: "jobs", Made: Site(9, 2, "make", ""), Cap: 100, Users: []int{0}},
			{Kind: sched.RWMutex, Name: "cache", Holders: []sched.Holder{{ID: 40, Group: 3, At: Site(9, 13, "sync.RWMutex.Lock", "cache")}}},
			{Kind: sched.Timer, Left: 5 * time.Second},
		},
	}
}

// Crowd is more than a picture can hold: 60 goroutines that wait for channels of
// their own, and one who could serve them all.
func Crowd() *sched.Snapshot {
	s := &sched.Snapshot{Total: 61, Groups: []sched.Group{{Cell: 5, State: "running", Count: 1, IDs: []uint64{1}}}, LeftOut: 3, Torn: true}
	for i := range 60 {
		s.Groups = append(s.Groups, sched.Group{
			Cell: 5, Start: Site(5, 3, "go", ""), State: "chan receive", At: Site(5, 4, "chan receive", "c"),
			Count: 1, IDs: []uint64{uint64(100 + i)}, Waits: []sched.Wait{{Object: i}},
		})
		s.Objects = append(s.Objects, sched.Object{Kind: sched.Chan, Name: "c", Made: Site(5, 2, "make", ""), Users: []int{0}})
	}
	return s
}

// Odd has what a snapshot should not have, and text that would be markup.
func Odd() *sched.Snapshot {
	evil := `<b onclick="x">&"'`
	return &sched.Snapshot{
		Total: 4,
		Groups: []sched.Group{
			{Cell: 1, Start: &program.Site{Name: evil, Line: 1}, State: evil, Count: 3, Waits: []sched.Wait{{Object: 0}, {Object: 99}, {Object: -1}}, Leaked: evil},
			{Cell: 1, Compiled: true, State: "IO wait", Count: 1, IDs: []uint64{77}, Waits: []sched.Wait{{Object: 1}}},
			{Cell: 1, Start: Site(1, 3, "go", ""), State: "select (no cases)", Count: 1, IDs: []uint64{78}, Waits: []sched.Wait{{Object: 2}}, Leaked: "select {} never ends"},
			{Cell: 1, Start: Site(1, 4, "go", ""), State: "chan receive (nil chan)", Count: 1, IDs: []uint64{79}, Waits: []sched.Wait{{Object: 3}}, Leaked: "receive from a nil channel"},
			{Cell: 1, Start: Site(1, 5, "go", ""), State: "sync.Mutex.Lock", Count: 1, IDs: []uint64{80}, At: Site(1, 6, "sync.Mutex.Lock", "mu"), Waits: []sched.Wait{{Object: 1}}, Leaked: "a lock whose holder is gone"},
		},
		Objects: []sched.Object{
			{Kind: sched.Chan, Name: evil + evil + evil, Users: []int{0, 42, -7}},
			{Kind: sched.Mutex, Name: "mu", Holders: []sched.Holder{{ID: 6, Group: -1, At: Site(1, 2, "sync.Mutex.Lock", "mu")}}},
			{Kind: sched.NoCases},
			{Kind: sched.NilChan, Name: "c"},
		},
		Cycles: [][]int{{}, {0, 42}, {-1}},
	}
}
