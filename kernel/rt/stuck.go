package rt

// Still looks at the goroutines of c alone, up to the first that runs or will go on: a
// cell that is at work most often shows it by its own goroutine, the first of all, and none
// starts or ends while they are looked at.
func (c *Cell) Still() Stillness {
	var s Stillness
	for g := range c.each() {
		if s.look(g); s.Timed || s.Moving > 0 {
			break
		}
	}
	return s
}

// Stuck says, of a cell whose goroutines wait for others while goroutines of earlier cells
// go on, whether those can ever wake one of them: whether who runs, may run or may be
// woken, a timer, or a variable of the session reaches what they wait for. Where one
// of them does, or where compiled code works for the cell, it is not dead.
//
// It stops the world as FindLeaks does.
func Stuck(c *Cell) (v Verdict, err error) {
	before := c.Still()
	if before.Timed || before.Moving > 0 {
		return v, nil
	}
	s := newSearch()
	d, dead, err := s.run()
	if err != nil || dead == nil {
		return v, err
	}
	ids := map[uintptr]uint64{}
	mine := 0
	for i, g := range s.gs {
		if g.cell != c {
			continue
		}
		if !dead[i] {
			return v, nil
		}
		mine++
		ids[s.waiters[i].Addr] = g.id
	}
	if mine == 0 || mine < int(c.alive.Load()) || c.Still() != before {
		return v, nil
	}
	s.findRings(d, dead)
	v.Dead, v.Runtime = true, map[uint64]uint64{}
	for _, g := range d.Goroutines {
		if id, ok := ids[g.Addr]; ok {
			v.Runtime[id] = g.ID
		}
	}
	return v, nil
}
