package rt

import (
	"fmt"
	"reflect"
	"slices"
	"sync"
	"time"
	"unsafe"
)

// GInfo describes a goroutine at one instant.
type GInfo struct {
	ID, Parent uint64
	Cell       int
	Site       int           // its go statement; 0 for the cell's own goroutine
	Compiled   bool          // compiled code started it; only seen while it is blocked here
	Op         Op            // Running, or what it is blocked in
	OpSite     int           // where
	Object     string        // what it waits for, as the source names it
	Since      time.Duration // how long it has been blocked
	Waits      []Wait        // the things that can let it go on: one, or a select's channels
}

// Wait is one thing that a blocked goroutine waits for.
type Wait struct {
	// Addr identifies the channel, lock, wait group, condition or once; 0 for
	// a nil channel, on which nothing can happen, and for time.
	Addr uintptr
	// Send is true for a send, false for a receive.
	Send bool
	// Made is the site of the channel's make, 0 when unknown.
	Made int
	// Len and Cap are the channel's fill and capacity.
	Len, Cap int
	// Holders are the goroutines that hold the lock, or run the once's function;
	// empty when compiled code does.
	Holders []uint64
	// Held is the site where the one holder locked.
	Held int
	// Count is the wait group's counter.
	Count int
	// Left is how long a sleep still lasts.
	Left time.Duration
}

// Alive lists the cell's living goroutines, in the order of their start, and the
// goroutines of compiled code that are blocked here on its behalf.
func (c *Cell) Alive() []GInfo {
	now := nanotime()
	gs := slices.AppendSeq(make([]*G, 0, c.alive.Load()), c.each())
	out := make([]GInfo, 0, len(gs))
	for _, g := range gs {
		if i := g.info(now); !g.callee || i.Op != Running {
			out = append(out, i)
		}
	}
	return out
}

// Goroutines lists the living goroutines of all cells, by cell.
func Goroutines() []GInfo {
	var all []*Cell
	cells.Range(func(k, _ any) bool { all = append(all, k.(*Cell)); return true })
	slices.SortFunc(all, func(a, b *Cell) int { return a.id - b.id })
	var out []GInfo
	for _, c := range all {
		out = append(out, c.Alive()...)
	}
	return out
}

// info reads g's state. The goroutine may go on meanwhile: if it did, it runs.
func (g *G) info(now int64) GInfo {
	i := GInfo{ID: g.id, Parent: g.parent, Cell: g.cell.id, Site: int(g.site), Compiled: g.callee}
	op, since := g.op.Load(), g.since.Load()
	obj, cases := g.waitsFor()
	until := g.has().until.Load()
	if op == 0 || g.op.Load() != op || g.since.Load() != since {
		return i
	}
	i.Op, i.OpSite = Op(op>>32), int(uint32(op))
	i.Since = time.Duration(max(0, now-since))
	i.Object = siteText(i.OpSite)
	switch i.Op {
	case OpSelect:
		if cases != nil {
			for _, k := range *cases {
				i.Waits = append(i.Waits, k.wait())
			}
		}
	case OpSleep:
		i.Waits = []Wait{{Left: time.Duration(max(0, until-now))}}
	case OpInput:
	default:
		i.Waits = []Wait{waitFor(i.Op, obj)}
	}
	return i
}

func (k *Case) wait() Wait {
	c := reflect.ValueOf(k.c)
	p := address(k.c)
	w := Wait{Addr: uintptr(p), Send: k.send, Made: madeAt((*hchan)(p))}
	if p != nil {
		w.Len, w.Cap = c.Len(), c.Cap()
	}
	return w
}

// waitFor describes the object of a blocked operation other than a select.
func waitFor(op Op, obj *object) Wait {
	p := unsafe.Pointer(obj)
	w := Wait{Addr: uintptr(p), Send: op == OpSend}
	if obj == nil {
		return w
	}
	switch op {
	case OpSend, OpRecv:
		c := *(*chan struct{})(unsafe.Pointer(&p)) // len and cap are the same for all channels
		w.Made, w.Len, w.Cap = madeAt((*hchan)(p)), len(c), cap(c)
	case OpMutexLock, OpRWLock, OpRWRLock:
		w.Holders, w.Held = holders(p)
	case OpWgWait:
		w.Count = wgCount((*sync.WaitGroup)(p))
	case OpOnce:
		onceTable.mu.Lock()
		if r := onceTable.runs[(*sync.Once)(p)]; r != nil {
			w.Holders = []uint64{r.g.id}
		}
		onceTable.mu.Unlock()
	}
	return w
}

// holders returns who holds the lock at p and, for one holder, where it locked.
func holders(p unsafe.Pointer) (ids []uint64, site int) {
	s := shardOf(p)
	s.mu.Lock()
	defer s.mu.Unlock()
	st := s.locks[p]
	if st == nil {
		return nil, 0
	}
	if st.holder != nil {
		return []uint64{st.holder.id}, st.site
	}
	for _, g := range st.readers {
		ids = append(ids, g.id)
	}
	return ids, 0
}

// String is one line of a goroutine listing: "goroutine 7 [chan receive, 2 minutes]".
func (i GInfo) String() string {
	age := ""
	if m := int(i.Since / time.Minute); m > 0 {
		age = fmt.Sprintf(", %d minutes", m)
	}
	return fmt.Sprintf("goroutine %d [%s%s]", i.ID, i.state(), age)
}

// state names the state as the runtime does, which knows nil channels.
func (i GInfo) state() string {
	switch {
	case (i.Op == OpSend || i.Op == OpRecv) && len(i.Waits) == 1 && i.Waits[0].Addr == 0:
		return i.Op.String() + " (nil chan)"
	case i.Op == OpSelect && len(i.Waits) == 0:
		return "select (no cases)"
	}
	return i.Op.String()
}
