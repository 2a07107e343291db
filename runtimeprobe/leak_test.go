package runtimeprobe

import (
	"errors"
	"runtime/pprof"
	"strings"
	"testing"
)

//go:noinline
func leak() { go park(make(chan struct{})) }

// With the detector the leak is found and the others are not called so; without
// it, Leaks says that it cannot tell.
func TestLeaks(t *testing.T) {
	if pprof.Lookup("goroutineleak") == nil {
		if list, err := Leaks(); !errors.Is(err, errors.ErrUnsupported) || list != nil {
			t.Errorf("%v, %v", list, err)
		}
		return
	}
	defer crowd(3)()
	leak()
	awaitGroups(t, "parked", func([]Group) bool {
		list, err := Leaks()
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range list {
			if !strings.HasSuffix(g.Entry().Func, ".park") {
				t.Fatalf("called leaked: %+v", g)
			}
		}
		return len(list) == 1 && list[0].State == "chan receive"
	})
}
