package rt

import (
	"sync"
	"weak"
)

// Send is c <- *p.
func Send(site int, c any, p any) {
	ch := portOf(c)
	if ch.trySend(p) {
		return
	}
	g := current()
	if !ch.send(p, g.park(OpSend, site, address(c))) {
		g.leave()
	}
	g.unpark()
}

// Recv is *p, ok = <-c; with p nil the value is dropped.
func Recv(site int, c any, p any) (ok bool) {
	ch := portOf(c)
	if ready, ok := ch.tryRecv(p); ready {
		return ok
	}
	g := current()
	done, ok := ch.recv(p, g.park(OpRecv, site, address(c)))
	if !done {
		g.leave()
	}
	g.unpark()
	return ok
}

// Close is close(c).
func Close(site int, c any) { portOf(c).close() }

// hchan stands for the runtime's channel: something with an address.
type hchan struct{ _ uintptr }

// made says where channels were made. Its keys are weak: the table keeps no
// channel alive, and a new channel at an old address is another key.
var made struct {
	mu    sync.Mutex
	sites map[weak.Pointer[hchan]]int
	sweep int // size at which dead keys are swept out
}

// maxMade bounds the table: who makes more channels than this at once does not look
// at them one by one.
const maxMade = 1 << 17

// MakeChan notes that c was made at site.
func MakeChan(site int, c any) {
	p := (*hchan)(address(c))
	if p == nil {
		return
	}
	made.mu.Lock()
	defer made.mu.Unlock()
	if made.sites == nil {
		made.sites, made.sweep = map[weak.Pointer[hchan]]int{}, 1024
	}
	if len(made.sites) >= made.sweep {
		for k := range made.sites {
			if k.Value() == nil {
				delete(made.sites, k)
			}
		}
		made.sweep = max(1024, 2*len(made.sites))
	}
	if len(made.sites) >= maxMade {
		return
	}
	made.sites[weak.Make(p)] = site
}

// madeAt returns the site of the make expression of the channel at p, or 0.
func madeAt(p *hchan) int {
	if p == nil {
		return 0
	}
	made.mu.Lock()
	defer made.mu.Unlock()
	return made.sites[weak.Make(p)]
}
