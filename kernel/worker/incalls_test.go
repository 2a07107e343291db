package worker

import (
	"testing"

	"schedtick/kernel/program"
	"schedtick/kernel/sched"
	"schedtick/runtimeprobe"
)

func frames(names ...string) (list []runtimeprobe.Frame) {
	for _, n := range names {
		list = append(list, runtimeprobe.Frame{Func: n})
	}
	return list
}

// Only who was started by a cell and waits in compiled code is said to.
func TestWaitsIn(t *testing.T) {
	const rtStart = "schedtick/kernel/rt.start.func2"
	for _, c := range []struct {
		state string
		stack []runtimeprobe.Frame
		want  string
	}{
		{"select", frames("io.(*pipe).read", "io.(*PipeReader).Read", rtStart), "io.(*pipe).read"},
		{"IO wait", frames("internal/poll.(*pollDesc).wait", "internal/poll.(*FD).Accept", "net.(*netFD).accept", rtStart), "net.(*netFD).accept"},
		{"sync.Mutex.Lock", frames("internal/sync.(*Mutex).lockSlow", "sync.(*Mutex).Lock", "log.(*Logger).output", rtStart), "log.(*Logger).output"},
		{"sleep", frames("time.Sleep", "lib.f", rtStart), "lib.f"},
		{"select", frames("io.(*pipe).read", "schedtick/kernel/worker.(*child).run.func3", "schedtick/kernel/rt.(*Cell).Start.func1", "schedtick/kernel/rt.(*G).run"), "io.(*pipe).read"},
		{"running or runnable", frames("io.(*pipe).read", rtStart), ""},
		{"select", frames("schedtick/kernel/rt.recvFrom[...]", "io.f", rtStart), ""}, // rt knows
		{"select", frames("schedtick.cell/hook.Send[...]", "main.f", rtStart), ""},
		{"select", frames("main.f", rtStart), ""}, // of a compiled cell
		{"sync.Mutex.Lock", frames("sync.(*RWMutex).Lock", "github.com/traefik/yaegi/interp.(*itype).f", rtStart), ""},
		{"select", frames("net/http.(*persistConn).writeLoop"), ""}, // compiled code's own
		{"select", frames("io.(*pipe).read", "schedtick/kernel/worker.(*child).ask", rtStart), ""},
	} {
		if got := waitsIn(runtimeprobe.Group{State: c.state, Stack: c.stack}); got != c.want {
			t.Errorf("%s %v: %q, want %q", c.state, c.stack, got, c.want)
		}
	}
}

// A group of which some wait is divided, and the sum stays; what does not fit is left as it is.
func TestTellWaits(t *testing.T) {
	snap := func() *sched.Snapshot {
		return &sched.Snapshot{Total: 8, Groups: []sched.Group{
			{Cell: 1, State: "running", Count: 1, IDs: []uint64{1}},
			{Cell: 1, Start: &program.Site{ID: 7}, State: "running", Count: 5, IDs: []uint64{2, 3, 4, 5, 6}},
			{Cell: 1, Start: &program.Site{ID: 7}, State: "chan send", Count: 2, Waits: []sched.Wait{{}}},
		}}
	}
	pipe, accept := stay{origin{1, 7}, "select", "io.(*pipe).read"}, stay{origin{1, 7}, "IO wait", "net.(*netFD).accept"}
	own := stay{origin{1, 0}, "select", "io.(*pipe).read"}
	for name, c := range map[string]struct {
		waits  map[stay]int
		all    bool
		groups int
		in     map[string]int
	}{
		"nobody":   {map[stay]int{}, false, 3, map[string]int{"": 8}},
		"some":     {map[stay]int{pipe: 2}, false, 4, map[string]int{"": 6, pipe.in: 2}},
		"all":      {map[stay]int{pipe: 2, accept: 3, own: 1}, true, 4, map[string]int{"": 2, pipe.in: 3, accept.in: 3}},
		"too many": {map[stay]int{pipe: 6, own: 1}, false, 3, map[string]int{"": 7, pipe.in: 1}},
	} {
		s := snap()
		if all := tellWaits(s, c.waits); all != c.all || len(s.Groups) != c.groups {
			t.Errorf("%s: all %v, %+v", name, all, s.Groups)
		}
		in, sum := map[string]int{}, 0
		for _, g := range s.Groups {
			in[g.In] += g.Count
			sum += g.Count
			if g.In != "" && g.Count > 1 && g.State == "running" || len(g.IDs) > g.Count {
				t.Errorf("%s: %+v", name, g)
			}
		}
		for k, n := range c.in {
			if in[k] != n {
				t.Errorf("%s: %v, want %v", name, in, c.in)
			}
		}
		if sum != s.Total {
			t.Errorf("%s: %d of %d", name, sum, s.Total)
		}
	}
}
