package rt

import (
	"reflect"
	"strings"
	"sync"
	"time"
	"unsafe"

	"schedtick/kernel/sched"
)

// objectTable collects what goroutines wait for, each object once.
type objectTable struct {
	list  []sched.Object
	index map[objectKey]int
	locks []heldLock
}

// objectKey tells objects apart. Those without an address are one a place.
type objectKey struct {
	p    unsafe.Pointer
	kind string
	site int
	name string // of a nil channel: the cases of a select have the same place
}

// heldLock is a lock or once and who holds it, before the holders have groups.
type heldLock struct {
	object int
	holder *G
	site   int
}

// waits describes what can let a goroutine go on.
func (t *objectTable) waits(st *state, now int64) []sched.Wait {
	name := siteText(st.at())
	switch op := st.kind(); op {
	case Running:
		return nil
	case OpSelect:
		if st.none {
			return []sched.Wait{{Object: t.add(objectKey{kind: sched.NoCases, site: st.at()}, sched.Object{})}}
		}
		names := caseNames(st.at(), len(st.cases))
		list := make([]sched.Wait, len(st.cases))
		for i := range st.cases {
			name = ""
			if names != nil {
				name = names[i]
			}
			c := address(st.cases[i].c)
			list[i] = sched.Wait{Object: t.channel(c, name, st.at()), Send: st.cases[i].send}
		}
		return list
	case OpSend, OpRecv:
		return []sched.Wait{{Object: t.channel(st.obj.pointer(), name, st.at()), Send: op == OpSend}}
	case OpSleep:
		left := time.Duration(max(0, st.g.has().until.Load()-now))
		return []sched.Wait{{Object: t.add(objectKey{kind: sched.Timer, site: st.at()}, sched.Object{Left: left})}}
	case OpInput:
		return []sched.Wait{{Object: t.add(objectKey{kind: sched.Input}, sched.Object{})}}
	default:
		return []sched.Wait{{Object: t.syncObject(op, st.obj.pointer(), name)}}
	}
}

func (t *objectTable) add(k objectKey, o sched.Object) int {
	if i, ok := t.index[k]; ok {
		if t.list[i].Name == "" {
			t.list[i].Name = o.Name
		}
		return i
	}
	o.Kind = k.kind
	t.index[k] = len(t.list)
	t.list = append(t.list, o)
	return len(t.list) - 1
}

func (t *objectTable) channel(p unsafe.Pointer, name string, at int) int {
	if p == nil {
		return t.add(objectKey{kind: sched.NilChan, site: at, name: name}, sched.Object{Name: name})
	}
	k := objectKey{p: p, kind: sched.Chan}
	if i, ok := t.index[k]; ok {
		return t.add(k, sched.Object{Name: name, Kind: t.list[i].Kind})
	}
	o := sched.Object{Name: name}
	c := *(*chan struct{})(unsafe.Pointer(&p)) // len and cap are the same for all channels
	o.Len, o.Cap = len(c), cap(c)
	made := madeAt((*hchan)(p))
	o.Made = sitePointer(made)
	if h := chanOf(p); h != nil {
		o.Closed = h.closed()
		o.Elem = elemName(siteText(made), h)
		if t, ok := h.timer(); ok {
			o.Timer = true
			o.Left = t.left()
		}
	}
	return t.add(k, o)
}

// elemName is a channel's element type as the source has it where the channel is
// made, else as the interpreter has it, unless that is its own invention.
func elemName(made string, h *chanLayout) string {
	if _, rest, ok := strings.Cut(made, "chan"); ok && strings.HasPrefix(made, "make(") {
		rest = strings.TrimSpace(strings.TrimPrefix(rest, "<-"))
		depth := 0
		for i, r := range rest {
			switch {
			case strings.ContainsRune("([{", r):
				depth++
			case depth == 0 && (r == ',' || r == ')'):
				return rest[:i]
			case strings.ContainsRune(")]}", r):
				depth--
			}
		}
	}
	if t := h.elem(); t != nil && t.Kind() != reflect.Struct && t.Kind() != reflect.Interface {
		return t.String()
	}
	return ""
}

func (t *objectTable) syncObject(op Op, p unsafe.Pointer, name string) int {
	kind := map[Op]string{
		OpMutexLock: sched.Mutex, OpRWLock: sched.RWMutex, OpRWRLock: sched.RWMutex,
		OpWgWait: sched.WaitGroup, OpCondWait: sched.Cond, OpOnce: sched.Once,
	}[op]
	k := objectKey{p: p, kind: kind}
	if i, ok := t.index[k]; ok {
		return i
	}
	o := sched.Object{Name: name}
	if p == nil {
		return t.add(k, o)
	}
	i := len(t.list)
	switch op {
	case OpMutexLock, OpRWLock, OpRWRLock:
		t.lock(i, p)
	case OpWgWait:
		o.Count = wgCount((*sync.WaitGroup)(p))
	case OpOnce:
		onceTable.mu.Lock()
		if r := onceTable.runs[(*sync.Once)(p)]; r != nil {
			t.locks = append(t.locks, heldLock{i, r.g, 0})
		}
		onceTable.mu.Unlock()
	}
	return t.add(k, o)
}

// lock notes who holds the lock at p, which is object i.
func (t *objectTable) lock(i int, p unsafe.Pointer) {
	s := shardOf(p)
	s.mu.Lock()
	defer s.mu.Unlock()
	st := s.locks[p]
	switch {
	case st == nil:
	case st.holder != nil:
		t.locks = append(t.locks, heldLock{i, st.holder, st.site})
	default:
		for _, g := range st.readers {
			t.locks = append(t.locks, heldLock{i, g, 0})
		}
	}
}

// maxHolders is how many holders of one read lock are named.
const maxHolders = 64

// hold gives the objects their holders, and those their groups.
func (t *objectTable) hold(members []member) {
	if len(t.locks) == 0 {
		return
	}
	groups := make(map[*G]int, len(t.locks))
	for _, h := range t.locks {
		groups[h.holder] = -1
	}
	for i := range members {
		if _, ok := groups[members[i].g]; ok {
			groups[members[i].g] = int(members[i].group)
		}
	}
	for _, h := range t.locks {
		if o := &t.list[h.object]; len(o.Holders) < maxHolders {
			o.Holders = append(o.Holders, sched.Holder{ID: h.holder.id, Group: groups[h.holder], At: sitePointer(h.site)})
		}
	}
}
