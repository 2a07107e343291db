package rt

import (
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// inCell runs f as a cell and returns how it ended. It fails the test when
// goroutines of the cell are left.
func inCell(t *testing.T, f func()) Outcome {
	t.Helper()
	c := NewCell(1, "cell[1]")
	o := c.Run(f)
	if !c.Wait(5 * time.Second) {
		t.Errorf("goroutines left: %+v", c.Alive())
		c.Stop()
		c.Wait(5 * time.Second)
	}
	return o
}

// until polls for a state that other goroutines bring about.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !ok(); {
		if time.Now().After(end) {
			t.Fatalf("not within 10 s: %s", what)
		}
		time.Sleep(100 * time.Microsecond)
	}
}

// blocked waits until n goroutines of c are blocked in op.
func blocked(t *testing.T, c *Cell, op Op, n int) []GInfo {
	t.Helper()
	var in []GInfo
	until(t, op.String(), func() bool {
		in = in[:0]
		for _, g := range c.Alive() {
			if g.Op == op {
				in = append(in, g)
			}
		}
		return len(in) == n
	})
	return in
}

// startCell runs f as a cell in the background.
func startCell(f func()) (*Cell, <-chan Outcome) {
	c := NewCell(2, "cell[2]")
	done := make(chan Outcome, 1)
	go func() { done <- c.Run(f) }()
	return c, done
}
