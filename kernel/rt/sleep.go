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
	g.until.Store(nanotime() + int64(d))
	stop := g.park(OpSleep, site, nil)
	if g.timer == nil {
		g.timer = time.NewTimer(d)
	} else {
		g.timer.Reset(d)
	}
	select {
	case <-g.timer.C:
	case <-stop:
		g.timer.Stop()
		g.leave()
	}
	g.unpark()
}
