package rt

import (
	"os"
	"runtime/debug"
	"sync"
)

const (
	// collectFrom is how many living goroutines are a crowd for the garbage collector. In
	// each of its cycles it looks at every stack, and while a crowd grows all that a cycle
	// finds is in use.
	collectFrom = 20_000
	// collectUntil is how many are none any more.
	collectUntil = collectFrom / 2
	// crowdPercent is what GOGC is for a crowd: a cycle each time that memory is five times
	// as much, not twice, which is a quarter of the work by the time a million wait.
	crowdPercent = 400
	// usualPercent is what it is if nobody says otherwise.
	usualPercent = 100
)

// collecting is who has set how often memory is collected.
type collecting struct {
	mu     sync.Mutex
	raised bool // to crowdPercent, by adjust
	gone   bool // the crowd, when adjust looked last
	theirs bool // the user has set it, if only to what it is by itself: it is left alone
}

// collector is the process's. GOGC is the runtime's from the start.
var collector = sync.OnceValue(func() *collecting { return newCollecting(os.Getenv("GOGC")) })

// newCollecting begins with GOGC as it is in the environment, "" for not at all.
func newCollecting(gogc string) *collecting { return &collecting{theirs: gogc != ""} }

// AdjustCollector has memory collected less often while a crowd lives, unless the user has
// said how often that is to be. The worker calls it now and then; it may wait for the end
// of a collection.
//
// A crowd that is gone at one look and at the next is gone: its last ones most often leave
// in between, and the collection that follows, which frees the stacks of all, is not for
// them to wait for.
func AdjustCollector() { collector().adjust(Living()) }

func (c *collecting) adjust(living int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	gone := living < collectUntil
	gone, c.gone = gone && c.gone, gone
	switch {
	case !c.raised && !c.theirs && living > collectFrom:
		if c.raised = swapPercent(usualPercent, crowdPercent); !c.raised {
			c.theirs = true // by a call of compiled code
		}
	case c.raised && gone:
		c.raised = false
		c.theirs = !swapPercent(crowdPercent, usualPercent)
	}
}

// swapPercent sets the percentage to now if it is from.
func swapPercent(from, now int) bool {
	if was := debug.SetGCPercent(now); was != from {
		debug.SetGCPercent(was)
		return false
	}
	return true
}

// SetGCPercent is debug.SetGCPercent. What AdjustCollector does is neither in its result nor
// in its way.
func SetGCPercent(percent int) int { return collector().set(percent) }

func (c *collecting) set(percent int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	was := debug.SetGCPercent(percent)
	if c.raised {
		was = usualPercent
	}
	c.raised, c.theirs = false, true
	return was
}
