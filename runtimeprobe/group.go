package runtimeprobe

import (
	"cmp"
	"hash/maphash"
	"runtime"
	"slices"
	"strings"
)

// A Group is a number of goroutines that stand at the same place, with the same
// labels.
type Group struct {
	// Count is the number of goroutines, at least 1.
	Count int `json:"count"`

	// State is what they wait for, in the words that List uses, as far as the
	// innermost calls tell; "running or runnable" if they are not parked.
	State string `json:"state"`

	// Labels are their profiler labels.
	Labels map[string]string `json:"labels,omitempty"`

	// Stack is where they are, the innermost call first. The runtime's own calls
	// at both ends are left out.
	Stack []Frame `json:"stack"`
}

// Entry is the outermost call: the function that the go statement called.
func (g Group) Entry() Frame {
	if len(g.Stack) == 0 {
		return Frame{}
	}
	return g.Stack[len(g.Stack)-1]
}

// Groups lists all goroutines of the process but the runtime's own, grouped, the
// largest group first. In contrast to List it can be asked with very many
// goroutines: the runtime stops the world only for a moment and notes the stacks
// while the goroutines run, each before it goes on. About 2 µs a goroutine; the
// calling one is a group of its own.
func Groups() []Group {
	records := goroutineRecords()
	seed := maphash.MakeSeed()
	groups := make(map[uint64][]*rawGroup) // by hash, so that equal stacks meet
	texts := make(map[*labelSet]string)    // labels as text, by identity
	for i := range records {
		r := &records[i]
		text, ok := texts[r.labels]
		if !ok {
			text = r.labels.String()
			texts[r.labels] = text
		}
		hash := maphash.Comparable(seed, text)
		for _, pc := range r.stack {
			hash = hash*31 + uint64(pc)
		}
		same := groups[hash]
		at := slices.IndexFunc(same, func(g *rawGroup) bool { return g.labels == text && slices.Equal(g.first.stack, r.stack) })
		if at < 0 {
			groups[hash] = append(same, &rawGroup{first: r, labels: text, count: 1})
			continue
		}
		same[at].count++
	}
	var list []Group
	for _, same := range groups {
		for _, g := range same {
			list = append(list, g.resolve())
		}
	}
	slices.SortFunc(list, func(a, b Group) int {
		return cmp.Or(b.Count-a.Count, cmp.Compare(a.Entry().File, b.Entry().File), a.Entry().Line-b.Entry().Line, cmp.Compare(a.State, b.State))
	})
	return list
}

// record is one goroutine as the runtime's profile has it.
type record struct {
	stack  []uintptr
	labels *labelSet // may be nil
}

// rawGroup is a group before its program counters have names.
type rawGroup struct {
	first  *record
	labels string
	count  int
}

// labelSet is the layout of the runtime's labels since Go 1.24: those of package
// internal/runtime/pprof/label. TestGroups reads real ones through it.
type labelSet struct {
	list []struct{ key, value string }
}

// String makes equal sets equal texts.
func (s *labelSet) String() string {
	if s == nil {
		return ""
	}
	var b strings.Builder
	for _, l := range s.list {
		b.WriteString(l.key + "\x00" + l.value + "\x00")
	}
	return b.String()
}

func (s *labelSet) asMap() map[string]string {
	if s == nil || len(s.list) == 0 {
		return nil
	}
	m := make(map[string]string, len(s.list))
	for _, l := range s.list {
		m[l.key] = l.value
	}
	return m
}

func (g *rawGroup) resolve() Group {
	out := Group{Count: g.count, Labels: g.first.labels.asMap()}
	if len(g.first.stack) == 0 {
		out.State = stateAt(nil)
		return out
	}
	var all []Frame
	for frames := runtime.CallersFrames(g.first.stack); ; {
		f, more := frames.Next()
		if f.Function != "" {
			all = append(all, Frame{Func: f.Function, File: f.File, Line: f.Line})
		}
		if !more {
			break
		}
	}
	out.State = stateAt(all)
	for len(all) > 1 && ofRuntime(all[0].Func) {
		all = all[1:]
	}
	for len(all) > 1 && strings.HasPrefix(all[len(all)-1].Func, "runtime.") {
		all = all[:len(all)-1]
	}
	out.Stack = all
	return out
}

// ofRuntime recognizes the innermost calls that only say how a goroutine is parked.
func ofRuntime(name string) bool {
	return strings.HasPrefix(name, "runtime.") || strings.Contains(name, ".runtime_")
}

// parkedIn tells the state from the function that parks a goroutine, in the
// runtime's words. Constant.
var parkedIn = map[string]string{
	"runtime.chansend": "chan send",
	"runtime.chanrecv": "chan receive",
	"runtime.selectgo": "select",
	"runtime.block":    "select (no cases)",

	"schedtick/kernel/rt.(*parking).wait": "chan receive", // in line behind others who receive

	"runtime.coroswitch": "coroutine", // iter.Pull: one side waits while the other runs
	"runtime.corostart":  "coroutine",

	"time.Sleep":        "sleep",
	"runtime.timeSleep": "sleep",

	"sync.runtime_SemacquireMutex":          "sync.Mutex.Lock",
	"internal/sync.runtime_SemacquireMutex": "sync.Mutex.Lock",
	"sync.runtime_SemacquireRWMutexR":       "sync.RWMutex.RLock",
	"sync.runtime_SemacquireRWMutex":        "sync.RWMutex.Lock",
	"sync.runtime_SemacquireWaitGroup":      "sync.WaitGroup.Wait",
	"sync.runtime_notifyListWait":           "sync.Cond.Wait",

	"internal/poll.runtime_pollWait": "IO wait",
	"os/signal.signal_recv":          "syscall",
	"runtime.cgocall":                "syscall",
	"syscall.Syscall":                "syscall",
	"syscall.Syscall6":               "syscall",
	"syscall.syscall":                "syscall",
	"syscall.syscalln":               "syscall",
	"syscall.RawSyscall6":            "syscall",
}

// stateAt tells the state from the innermost calls.
func stateAt(stack []Frame) string {
	for _, f := range stack {
		if state, ok := parkedIn[f.Func]; ok {
			return state
		}
		if !ofRuntime(f.Func) {
			break
		}
	}
	if len(stack) > 0 && stack[0].Func == "runtime.gopark" {
		return "waiting"
	}
	return "running or runnable"
}
