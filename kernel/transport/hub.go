package transport

import (
	"slices"
	"strings"
	"sync"
)

// hub is the set of connections of one channel.
type hub struct {
	limits  Limits
	welcome func(topic string) [][]byte // iopub only, may be nil
	ease    chan struct{}               // holds a token if a queue has been emptied; iopub only

	mu      sync.Mutex
	pending []*peer // in handshake, oldest first
	peers   map[*peer]struct{}
	byID    map[string]*peer // newest of each identity
	changed chan struct{}    // closed and replaced when byID gets an entry
	closed  bool
}

func (h *hub) init(l Limits) {
	h.limits = l
	h.ease = make(chan struct{}, 1)
	h.peers = make(map[*peer]struct{})
	h.byID = make(map[string]*peer)
	h.changed = make(chan struct{})
}

// enter notes that p begins its handshake. If too many have, the oldest is
// dropped: half-open connections must not keep a client out.
func (h *hub) enter(p *peer) error {
	h.mu.Lock()
	if h.closed {
		h.mu.Unlock()
		return errClosing
	}
	var oldest *peer
	if len(h.pending) >= h.limits.Handshakes {
		oldest = h.pending[0]
		h.pending = slices.Delete(h.pending, 0, 1)
	}
	h.pending = append(h.pending, p)
	h.mu.Unlock()
	if oldest != nil {
		oldest.drop(errEvicted)
	}
	return nil
}

// leave notes that p has ended its handshake, well or not.
func (h *hub) leave(p *peer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if i := slices.Index(h.pending, p); i >= 0 {
		h.pending = slices.Delete(h.pending, i, i+1)
	}
}

// add makes p a member. A newer connection takes over the identity of an older
// one, as after a reconnect.
func (h *hub) add(p *peer) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case h.closed:
		return errClosing
	case len(h.peers) >= h.limits.Connections:
		return errCrowded
	}
	h.peers[p] = struct{}{}
	if p.identity != "" {
		h.byID[p.identity] = p
		close(h.changed)
		h.changed = make(chan struct{})
	}
	return nil
}

// remove ends p's membership.
func (h *hub) remove(p *peer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.peers, p)
	if h.byID[p.identity] == p {
		delete(h.byID, p.identity)
	}
	h.eased() // nobody waits for p any more
}

// find returns the member with an identity, or nil and a channel that is closed
// when it is worth looking again.
func (h *hub) find(identity string) (*peer, <-chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.byID[identity], h.changed
}

// close admits nobody any more and returns all there are.
func (h *hub) close() (pending, members []*peer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	for p := range h.peers {
		members = append(members, p)
	}
	return slices.Clone(h.pending), members
}

// subscribe adds a topic of p. A new one is welcomed before any broadcast that
// it lets through.
func (h *hub) subscribe(p *peer, topic string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if p.topics == nil {
		p.topics = make(map[string]int)
	}
	if p.topics[topic] == 0 && len(p.topics) >= h.limits.Topics {
		return errTopics
	}
	p.topics[topic]++
	if p.topics[topic] > 1 || h.welcome == nil {
		return nil
	}
	if frames := h.welcome(topic); frames != nil {
		return p.send(parcel{frames: frames})
	}
	return nil
}

// unsubscribe removes a topic of p once.
func (h *hub) unsubscribe(p *peer, topic string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if p.topics[topic] > 1 {
		p.topics[topic]--
	} else {
		delete(p.topics, topic)
	}
}

// publish queues frames for each member that has subscribed to a prefix of the
// first. All members see all broadcasts in the same order, that of the calls.
func (h *hub) publish(frames [][]byte) {
	topic := ""
	if len(frames) > 0 {
		topic = string(frames[0])
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for p := range h.peers {
		if p.wants(topic) {
			_ = p.send(parcel{frames: frames}) // it is gone, or is being dropped
		}
	}
}

// wants reports whether a subscription of p is a prefix of topic. The hub's
// mutex is held.
func (p *peer) wants(topic string) bool {
	if p.topics[""] > 0 {
		return true
	}
	for t := range p.topics {
		if strings.HasPrefix(topic, t) {
			return true
		}
	}
	return false
}
