package rt

// Place is where goroutines of a cell stand, for the same reason.
type Place struct {
	Count int
	First GInfo // the one that was started first
}

// Places lists where the cell's living goroutines stand, those who started first coming first:
// at most so many places. It also returns how many goroutines are at others. Goroutines of
// compiled code are counted if they are blocked here on the cell's behalf.
func (c *Cell) Places(most int) (list []Place, more int) {
	var first []*G
	index := map[placeKey]int{}
	for g := range c.each() { // which holds locks: nothing more is asked of g yet
		op := g.op.Load()
		if g.callee && op == 0 {
			continue
		}
		key := placeKey{site: g.site, callee: g.callee, op: op}
		i, ok := index[key]
		switch {
		case ok:
			list[i].Count++
		case len(list) == most:
			more++
		default:
			index[key] = len(list)
			list, first = append(list, Place{Count: 1}), append(first, g)
		}
	}
	now := nanotime()
	for i, g := range first { // who has gone on meanwhile runs
		list[i].First = g.info(now)
	}
	return list, more
}
