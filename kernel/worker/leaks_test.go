package worker

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"schedtick/kernel/heapdump"
	"schedtick/kernel/sched"
)

// A search says why it has failed, in a snapshot, until one does not.
func TestSearchSaysWhyItFailed(t *testing.T) {
	var s search
	s.begin()
	for _, c := range []struct {
		err error
		why string
	}{
		{fmt.Errorf("heapdump: %w: they are known of go1.26, this is go1.27", heapdump.ErrModules), "the variables of compiled cells are not found: the runtime's modules have another form: they are known of go1.26, this is go1.27"},
		{fmt.Errorf("heapdump: %w: 130 MB", heapdump.ErrTooLarge), "too much memory is in use: 130 MB, and to look through it would stop all goroutines for long"},
		{heapdump.ErrSyscall, "a goroutine is in a system call"},
		{errors.New("heapdump: no space left on device"), "no space left on device"},
	} {
		snap := &sched.Snapshot{Total: 1}
		s.ended(c.err)
		if s.mark(snap); !snap.Unsearched || snap.WhyUnsearched != c.why {
			t.Errorf("%v: %+v", c.err, snap)
		}
	}
	snap := &sched.Snapshot{Total: LeakSearchMost + 1}
	if s.mark(snap); !strings.HasPrefix(snap.WhyUnsearched, "more than 10000 goroutines") {
		t.Errorf("a crowd: %+v", snap)
	}
	snap = &sched.Snapshot{Total: 1}
	s.begin()
	if s.mark(snap); !snap.Unsearched || snap.WhyUnsearched != "" {
		t.Errorf("before a search: %+v", snap)
	}
	s.ended(nil)
	snap = &sched.Snapshot{Total: 1}
	if s.mark(snap); snap.Unsearched || snap.WhyUnsearched != "" {
		t.Errorf("after one: %+v", snap)
	}
}
