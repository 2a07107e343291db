package transport

import "context"

// Request is a message from a client, with the way back to it. It is a value;
// its methods may be called by any goroutine, any number of times.
type Request struct {
	Channel Channel // Shell, Control or Stdin
	Frames  [][]byte

	peer *peer
}

// Reply queues frames on the connection that the request came on. It never
// waits. It fails with ErrGone or ErrOverflow, which ends the connection.
func (r Request) Reply(frames [][]byte) error { return r.peer.send(parcel{frames: frames}) }

// Gone returns a channel that is closed when the connection that the request
// came on has ended.
func (r Request) Gone() <-chan struct{} { return r.peer.gone }

// Identity returns the routing identity of the client, which its shell, control
// and stdin connections share. It may be empty, and holds arbitrary bytes.
func (r Request) Identity() string { return r.peer.identity }

// Ask queues frames on the stdin connection of the client that made the request.
// If there is none yet it waits for one until ctx is done, and then fails with
// ErrNoStdin. A client without an identity has no stdin connection.
func (r Request) Ask(ctx context.Context, frames [][]byte) error {
	if r.peer.identity == "" {
		return ErrNoStdin
	}
	stdin := &r.peer.owner.hubs[Stdin]
	for {
		p, changed := stdin.find(r.peer.identity)
		if p != nil {
			return p.send(parcel{frames: frames})
		}
		select {
		case <-changed:
		case <-r.peer.gone:
			return ErrGone
		case <-ctx.Done():
			return ErrNoStdin
		}
	}
}
