package runtimeprobe

import (
	"fmt"
	"strings"
	"time"
)

// TB is the part of testing.TB that VerifyNone needs.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
}

// verifyTime is how long VerifyNone waits for goroutines that are about to end.
const verifyTime = time.Second

// VerifyNone fails the test if other goroutines are alive than the calling one,
// those of package testing, and those that an option excuses. It looks again for
// up to a second, so goroutines that are about to end are no reason to fail.
// Tests that run in parallel see each other's goroutines: verify those from
// TestMain, or excuse them.
//
//	defer runtimeprobe.VerifyNone(t, runtimeprobe.IgnoreCurrent())
func VerifyNone(t TB, ignore ...Ignore) {
	t.Helper()
	if left := awaitNone(time.Now().Add(verifyTime), ignore); len(left) > 0 {
		t.Errorf("runtimeprobe: %d goroutines left:\n%s", len(left), describe(left))
	}
}

// An Ignore excuses goroutines: it returns true for those that may stay.
type Ignore func(Goroutine) bool

// IgnoreCurrent excuses the goroutines that are alive when it is called.
func IgnoreCurrent() Ignore {
	list, _ := List()
	known := make(map[uint64]bool, len(list))
	for _, g := range list {
		known[g.ID] = true
	}
	return func(g Goroutine) bool { return known[g.ID] }
}

// IgnoreFunc excuses goroutines that have a function of this full name, as in
// "net/http.(*Server).Serve", anywhere on their stack.
func IgnoreFunc(name string) Ignore {
	return func(g Goroutine) bool { return g.calls(func(f string) bool { return f == name }) }
}

func (g Goroutine) calls(match func(name string) bool) bool {
	for _, f := range g.Stack {
		if match(f.Func) {
			return true
		}
	}
	return false
}

// awaitNone returns the goroutines that are left when the deadline has come, or
// none as soon as none is left.
func awaitNone(deadline time.Time, ignore []Ignore) []Goroutine {
	pause := 50 * time.Microsecond
	for {
		left := leftovers(ignore)
		if len(left) == 0 || time.Now().After(deadline) {
			return left
		}
		time.Sleep(pause)
		pause = min(2*pause, 50*time.Millisecond)
	}
}

func leftovers(ignore []Ignore) []Goroutine {
	list, _ := List()
	var left []Goroutine
next:
	for _, g := range list[1:] { // the first is the calling one
		if ofTesting(g) {
			continue
		}
		for _, excused := range ignore {
			if excused(g) {
				continue next
			}
		}
		left = append(left, g)
	}
	return left
}

// ofTesting recognizes the goroutines of package testing: the one that runs the
// tests, those of tests that wait for their subtests, and the timer of -timeout;
// and the one of package os/signal, which once started stays.
func ofTesting(g Goroutine) bool {
	return g.calls(func(name string) bool {
		switch name {
		case "testing.(*M).Run", "testing.(*T).Run", "testing.(*T).Parallel", "testing.runFuzzing",
			"testing.(*M).startAlarm.func1", "os/signal.signal_recv", "os/signal.loop":
			return true
		}
		return false
	})
}

// describe lists goroutines for a reader of a failed test.
func describe(list []Goroutine) string {
	var b strings.Builder
	for _, g := range list {
		fmt.Fprintf(&b, "goroutine %d [%s], started by %s at %s:%d\n", g.ID, g.State, g.CreatedBy.Func, g.CreatedBy.File, g.CreatedBy.Line)
		for _, f := range g.Stack {
			fmt.Fprintf(&b, "\t%s\n\t\t%s:%d\n", f.Func, f.File, f.Line)
		}
	}
	return b.String()
}
