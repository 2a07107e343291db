package rt

import (
	"time"
)

// Living returns how many goroutines of cells live, the cells' own included. Those
// that compiled code started are not counted, since their end is not seen.
func Living() int {
	alive, _ := living()
	return int(alive)
}

// Staying is Living without those that have called Done: most often the last thing
// that a goroutine does, some microseconds before its end.
func Staying() int {
	alive, leaving := living()
	return int(alive - leaving)
}

// CellID returns the cell that the calling goroutine belongs to.
func CellID() int { return current().cell.id }

// StopCells stops the executions of cell id, or of all cells for 0, except the
// running one, and waits until their goroutines have left, at most d. It returns how
// many ended and how many did not: those inside compiled code leave when they are
// back. Deferred calls run.
func StopCells(id int, running *Cell, d time.Duration) (ended, left int) {
	var stopped []*Cell
	cells.Range(func(k, _ any) bool {
		if c := k.(*Cell); c != running && (id == 0 || c.id == id) {
			stopped = append(stopped, c)
		}
		return true
	})
	for _, c := range stopped {
		ended += c.Stats().Alive
		c.Stop()
	}
	deadline := time.Now().Add(d)
	for _, c := range stopped {
		if !c.Wait(max(0, time.Until(deadline))) {
			left += c.Stats().Alive
		}
	}
	return max(0, ended-left), left
}
