package jupyter

import (
	"crypto/sha256"
	"sync"
)

// signature is the hexadecimal form of an HMAC-SHA256.
type signature = [sha256.Size * 2]byte

// replayGuard remembers the last n signatures.
type replayGuard struct {
	mu   sync.Mutex
	seen map[signature]struct{}
	ring []signature // in order of arrival; next is the oldest once it is full
	next int
}

func newReplayGuard(n int) *replayGuard {
	return &replayGuard{seen: make(map[signature]struct{}), ring: make([]signature, 0, n)}
}

// first reports whether sig is not among the remembered signatures, and
// remembers it.
func (g *replayGuard) first(sig signature) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if _, dup := g.seen[sig]; dup {
		return false
	}
	if len(g.ring) < cap(g.ring) {
		g.ring = append(g.ring, sig)
	} else {
		delete(g.seen, g.ring[g.next])
		g.ring[g.next] = sig
		g.next = (g.next + 1) % len(g.ring)
	}
	g.seen[sig] = struct{}{}
	return true
}
