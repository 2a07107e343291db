package kernel

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"schedtick/kernel/resident"
)

// Memory is let go once, when nothing has been served for a while.
func TestRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var times atomic.Int64
		r := rest{letGo: func() { times.Add(1) }}
		r.start()
		check := func(what string, after time.Duration, want int64) {
			t.Helper()
			time.Sleep(after)
			synctest.Wait()
			if n := times.Load(); n != want {
				t.Errorf("%s: let go %d times, want %d", what, n, want)
			}
		}
		const most = resident.After - time.Millisecond
		check("just started", most, 0)
		check("never asked", time.Hour, 1)
		r.busy()
		check("a long cell", time.Hour, 1)
		r.busy()
		r.idle()
		check("a request that overlaps it", time.Hour, 1)
		r.idle()
		check("a short pause", most, 1)
		r.busy()
		r.idle()
		check("another short pause", most, 1)
		check("a long pause", time.Hour, 2)
		r.busy()
		r.idle()
		r.close()
		check("closed", time.Hour, 2)
		r.busy()
		r.idle()
		check("a request that outlives the end", time.Hour, 2)
	})
}
