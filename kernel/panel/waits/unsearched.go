package waits

import (
	"schedtick/kernel/panel/page"
	"schedtick/kernel/sched"
)

// Unsearched says that it has not been looked for goroutines that nobody can wake any more,
// and why, so that a reader does not take it for an answer that nobody is called
// leaked; "" if it has. s may be nil.
func Unsearched(s *sched.Snapshot) string {
	switch {
	case s == nil || !s.Unsearched:
		return ""
	case s.WhyUnsearched == "":
		return "leaked goroutines have not been searched: to look would stop those that run or wait for the clock, for about 15 ms; %goroutines looks"
	default:
		return "leaked goroutines have not been searched: " + page.ShownAll(s.WhyUnsearched)
	}
}

// Unconfirmed says that what looks like a deadlock is not called one, and why, so that
// a reader need not wait for it; "" where nothing looks so. s may be nil.
func Unconfirmed(s *sched.Snapshot) string {
	if s == nil {
		return ""
	}
	return Doubt(s.Unconfirmed)
}

// Doubt is Unconfirmed for the reason alone.
func Doubt(why string) string {
	if why == "" {
		return ""
	}
	return "this looks like a deadlock, but it could not be confirmed that nothing can wake its goroutines: " + page.ShownAll(why)
}
