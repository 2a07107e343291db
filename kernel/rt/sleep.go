package rt

import (
	"runtime"
	"time"
)

// Sleep is time.Sleep(d).
func Sleep(site int, d time.Duration) {
	g := current()
	g.check()
	if d <= 0 {
		runtime.Gosched()
		return
	}
	r := g.needs()
	r.until.Store(nanotime() + int64(d))
	stop := g.park(OpSleep, site, nil)
	if r.timer == nil {
		r.timer = time.NewTimer(d)
	} else {
		r.timer.Reset(d)
	}
	select {
	case <-r.timer.C:
	case <-stop:
		r.timer.Stop()
		g.leave()
	}
	g.unpark()
}
