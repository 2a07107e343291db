package rt

import (
	"runtime/metrics"
	"testing"
)

// percent is what the runtime goes by.
func percent() int {
	s := []metrics.Sample{{Name: "/gc/gogc:percent"}}
	metrics.Read(s)
	return int(s[0].Value.Uint64())
}

// A crowd is collected less often, for as long as it lives, and what a program sets counts,
// and what the environment says, if only that it is to be as it is by itself.
func TestCollector(t *testing.T) {
	if percent() != usualPercent {
		t.Skip("the tests run with another GOGC")
	}
	type step struct {
		living, set int // one of them
		was, now    int
	}
	for name, steps := range map[string][]step{
		"default": {
			{living: collectFrom, now: 100},
			{living: collectFrom + 1, now: 400},
			{living: 1_000_000, now: 400},
			{living: collectUntil, now: 400},
			{living: collectUntil - 1, now: 400}, // some of them, or another crowd, may come
			{living: collectUntil, now: 400},
			{living: collectUntil - 1, now: 400},
			{living: collectUntil - 1, now: 100},
			{living: 1_000_000, now: 400},
			{set: 50, was: 100, now: 50}, // it does not see what was done for the crowd
			{living: 1_000_000, now: 50}, // the program's
			{set: 100, was: 50, now: 100},
			{living: 1_000_000, now: 100}, // the program's
			{set: 70, was: 100, now: 70},
			{living: 0, now: 70},
		},
		"set to 100 in a crowd": {
			{living: 1_000_000, now: 400},
			{set: 100, was: 100, now: 100},
			{living: 1_000_000, now: 100},
			{living: 0, now: 100},
		},
		"GOGC=100": {
			{living: 1_000_000, now: 100},
			{living: 0, now: 100},
			{set: 50, was: 100, now: 50},
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCollecting(map[string]string{"GOGC=100": "100"}[name])
			t.Cleanup(func() { c.set(usualPercent) })
			for i, step := range steps {
				if step.set == 0 {
					c.adjust(step.living)
				} else if was := c.set(step.set); was != step.was {
					t.Errorf("step %d: set to %d it says %d, want %d", i, step.set, was, step.was)
				}
				if now := percent(); now != step.now {
					t.Errorf("step %d: %d, want %d", i, now, step.now)
				}
			}
		})
	}
}
