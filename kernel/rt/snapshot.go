package rt

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"time"
	"unsafe"

	"schedtick/kernel/program"
	"schedtick/kernel/sched"
)

const (
	// placeGroups is how many groups of one place, told apart by what they wait for,
	// a snapshot holds. Who waits at that place for something else yet is in one
	// more group, which is marked as mixed.
	placeGroups = 64
	// snapshotGroups is how many groups a snapshot holds in all.
	snapshotGroups = 1000
	// groupIDs is how many goroutines of a group are named.
	groupIDs = 8
)

// Snapshot says which goroutines of all cells live and who waits for whom. Any
// goroutine may call it at any time. The world is not stopped: goroutines may
// go on meanwhile, and then Torn is true.
func Snapshot() *sched.Snapshot {
	s, _ := SnapshotMoved()
	return s
}

// SnapshotMoved is Snapshot, and says whether one that was blocked here has gone on
// meanwhile: Torn is true too of others that run, or that wait in compiled code.
func SnapshotMoved() (out *sched.Snapshot, moved bool) {
	s := &snapshotter{
		out:    &sched.Snapshot{},
		now:    nanotime(),
		byKey:  map[groupKey][]int{},
		places: map[placeKey]int{},
		mixed:  map[placeKey]int{},
	}
	n := Living()
	s.members = make([]member, 0, n+n/16)
	for g := range livingSeq() {
		if st, ok := s.look(g); ok {
			s.put(&st)
		}
	}
	s.out.Total = len(s.members)
	s.order()
	s.objects()
	s.cycles()
	running, moved := s.verify()
	s.out.Torn = running || moved
	return s.out, moved
}

// livingGs are the goroutines of all cells, by cell and start.
func livingGs() []*G { return slices.AppendSeq(make([]*G, 0, Living()), livingSeq()) }

// livingSeq ranges over them without holding locks.
func livingSeq() iter.Seq[*G] {
	return func(yield func(*G) bool) {
		var all []*Cell
		cells.Range(func(k, _ any) bool { all = append(all, k.(*Cell)); return true })
		slices.SortFunc(all, func(a, b *Cell) int { return a.id - b.id })
		for _, c := range all {
			gs := c.each()
			if n := int(c.alive.Load()); n <= exactCrowd { // read as of one instant, under locks
				gs = slices.Values(slices.AppendSeq(make([]*G, 0, n), gs))
			}
			for g := range gs {
				if !yield(g) {
					return
				}
			}
		}
	}
}

// snapshotter is a snapshot in the making.
type snapshotter struct {
	out     *sched.Snapshot
	now     int64
	members []member // one a goroutine: there may be a million
	groups  []*snapGroup
	byKey   map[groupKey][]int // indexes of groups
	places  map[placeKey]int   // how many groups a place has
	mixed   map[placeKey]int   // index of a place's mixed group
	made    objectTable
}

// state is a goroutine at one instant.
type state struct {
	g     *G
	op    uint64 // as in G
	since int64
	obj   *object
	cases []Case // nil too where they are not known
	none  bool   // a select statement without cases
	leaks bool   // nobody can wake it
}

// member is what is kept of a goroutine beside the group that it is in.
type member struct {
	g     *G
	group int32  // index of snapshotter.groups; -1 for one that is left out
	since uint32 // the lower half: as good as all for telling that it has gone on
}

func (s *state) kind() Op { return Op(s.op >> 32) }
func (s *state) at() int  { return int(uint32(s.op)) }

// placeKey is where goroutines come from and where they stand.
type placeKey struct {
	cell   *Cell
	site   int32
	callee bool
	op     uint64
}

// groupKey is a place and what is waited for there. Selects are told apart by their
// cases too.
type groupKey struct {
	placeKey
	obj   *object
	hash  uint64
	leaks bool
}

// snapGroup is a sched.Group in the making.
type snapGroup struct {
	sched.Group
	first  state
	oldest int64 // since of the one that is blocked longest
	newest int64
	order  int // among groups, as they were found
}

// look reads g's state. A goroutine that goes on meanwhile runs.
func (s *snapshotter) look(g *G) (state, bool) {
	st := state{g: g}
	op, since := g.op.Load(), g.since.Load()
	obj, cases := g.waitsFor()
	if op == 0 || g.op.Load() != op || g.since.Load() != since {
		return st, !g.callee
	}
	st.op, st.since, st.leaks = op, since, g.has().leaked.Load() == since
	switch st.kind() {
	case OpSelect:
		if st.none = cases != nil && len(*cases) == 0; cases != nil {
			st.cases = *cases
		}
	case OpSleep, OpInput:
	default:
		st.obj = obj
	}
	return st, true
}

func (s *snapshotter) put(st *state) {
	g := st.g
	place := placeKey{g.cell, g.site, g.callee, st.op}
	key := groupKey{place, st.obj, casesHash(st.cases), st.leaks}
	for _, i := range s.byKey[key] {
		if sameCases(st.cases, s.groups[i].first.cases) {
			s.join(i, st)
			return
		}
	}
	if i, ok := s.mixed[place]; ok && s.groups[i].first.leaks == st.leaks {
		s.join(i, st)
		return
	}
	i := len(s.groups)
	s.places[place]++
	mixed := s.places[place] > placeGroups
	s.groups = append(s.groups, &snapGroup{first: *st, oldest: st.since, newest: st.since, order: i, Group: sched.Group{
		Cell: g.cell.id, Start: sitePointer(int(g.site)), Parent: g.parent, Compiled: g.callee, State: st.name(),
		At: sitePointer(st.at()), Mixed: mixed,
	}})
	if mixed {
		s.mixed[place] = i
	} else {
		s.byKey[key] = append(s.byKey[key], i)
	}
	s.join(i, st)
}

func (s *snapshotter) join(i int, st *state) {
	gr := s.groups[i]
	gr.Count++
	if gr.Parent != st.g.parent {
		gr.Parent = 0
	}
	if len(gr.IDs) < groupIDs {
		gr.IDs = append(gr.IDs, st.g.id)
	}
	gr.oldest, gr.newest = min(gr.oldest, st.since), max(gr.newest, st.since)
	s.members = append(s.members, member{st.g, int32(i), uint32(st.since)})
}

// name is the state in the runtime's words, which know nil channels.
func (s *state) name() string {
	switch k := s.kind(); {
	case (k == OpSend || k == OpRecv) && s.obj == nil:
		return k.String() + " (nil chan)"
	case k == OpSelect && s.none:
		return "select (no cases)"
	default:
		return k.String()
	}
}

func casesHash(cases []Case) uint64 {
	h := uint64(len(cases))
	for i := range cases {
		h = (h ^ uint64(uintptr(address(cases[i].c)))) * 0x100000001b3
	}
	return h
}

func sameCases(a, b []Case) bool {
	return slices.EqualFunc(a, b, func(x, y Case) bool { return address(x.c) == address(y.c) && x.send == y.send })
}

// order puts the groups into the order of the result, leaves out what is too many,
// and tells the members where their groups went.
func (s *snapshotter) order() {
	sorted := slices.Clone(s.groups)
	slices.SortStableFunc(sorted, func(a, b *snapGroup) int {
		return cmp.Or(cmp.Compare(a.Cell, b.Cell), compareBool(b.first.g.site == 0 && !b.Compiled, a.first.g.site == 0 && !a.Compiled),
			cmp.Compare(a.first.g.site, b.first.g.site), cmp.Compare(a.order, b.order))
	})
	if len(sorted) > snapshotGroups {
		s.out.LeftOut = len(sorted) - snapshotGroups
		sorted = sorted[:snapshotGroups]
	}
	place := make([]int32, len(s.groups))
	for i := range place {
		place[i] = -1
	}
	for i, gr := range sorted {
		place[gr.order] = int32(i)
		if gr.first.op != 0 {
			gr.SinceMin = time.Duration(max(0, s.now-gr.newest))
			gr.SinceMax = time.Duration(max(0, s.now-gr.oldest))
		}
	}
	s.groups = sorted
	for i := range s.members {
		s.members[i].group = place[s.members[i].group]
	}
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// objects describes what the groups wait for, and fills in the groups.
func (s *snapshotter) objects() {
	s.made.index = map[objectKey]int{}
	for i, gr := range s.groups {
		gr.Waits = s.made.waits(&gr.first, s.now)
		for k, w := range gr.Waits {
			if users := &s.made.list[w.Object].Users; !slices.Contains(gr.Waits[:k], w) && !slices.Contains(*users, i) {
				*users = append(*users, i)
			}
		}
	}
	s.made.hold(s.members)
	for _, gr := range s.groups {
		if gr.first.leaks {
			gr.Leaked = leakReason(&gr.Group, s.made.list)
		}
	}
	s.out.Objects = s.made.list
	s.out.Groups = make([]sched.Group, len(s.groups))
	for i, gr := range s.groups {
		s.out.Groups[i] = gr.Group
	}
}

// verify looks whether everything is still as it was found: whether somebody ran, and whether
// one that did not has gone on. Those left out are in no group any more.
func (s *snapshotter) verify() (running, moved bool) {
	for i := range s.members {
		m := &s.members[i]
		if m.group < 0 {
			continue
		}
		switch op := s.groups[m.group].first.op; {
		case op == 0:
			running = true
		case m.g.op.Load() != op || uint32(m.g.since.Load()) != m.since:
			return running, true
		}
	}
	return running, false
}

// sitePointer is the site with the number id, nil if there is none.
func sitePointer(id int) *program.Site {
	if s, ok := Site(id); ok {
		return &s
	}
	return nil
}

// caseNames are the channels of a select as its site names them, nil if they cannot
// be told apart.
func caseNames(site, n int) []string {
	if names := strings.Split(siteText(site), ", "); len(names) == n {
		return names
	}
	return nil
}

// pointer is the object's address.
func (o *object) pointer() unsafe.Pointer { return unsafe.Pointer(o) }
