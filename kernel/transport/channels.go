package transport

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"sync"
	"time"

	"schedtick/kernel/jupyter"
)

// Channels are the bound channels of a kernel. Listen starts these goroutines;
// Close ends all of them and returns after the last one:
//
//	1 to 5. accept, one a channel: accepts until its listener is closed, and
//	        starts a peer for each connection.
//	6, 7.   serve and write, for each connection: see peer.
type Channels struct {
	info   jupyter.ConnectionInfo
	log    *slog.Logger
	limits Limits

	listeners [channels]net.Listener
	hubs      [channels]hub
	requests  [channels]chan Request // shell, control and stdin only

	ctx     context.Context // done when closing begins
	cancel  context.CancelFunc
	closing <-chan struct{} // ctx.Done()
	running sync.WaitGroup  // 1 to 6
	once    sync.Once
	closed  chan struct{} // closed when Close has done its work
}

// requestBuffer is how many requests of a channel wait for their receiver
// before the connections that they come on are no longer read.
const requestBuffer = 64

// Listen binds the five channels of info. A port of 0 is replaced by a free one,
// see [Channels.Info]. It fails if a port cannot be bound, and then none is.
func Listen(info jupyter.ConnectionInfo, opts Options) (*Channels, error) {
	if err := info.Validate(); err != nil {
		return nil, err
	}
	c := &Channels{
		info:   info,
		log:    opts.Log,
		limits: opts.Limits.withDefaults(),
		closed: make(chan struct{}),
	}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	c.ctx, c.cancel = context.WithCancel(context.Background())
	c.closing = c.ctx.Done()
	for ch := range Channel(channels) {
		c.hubs[ch].init(c.limits)
		l, err := bind(&c.info, ch)
		if err != nil {
			c.cancel()
			c.closeListeners()
			return nil, err
		}
		c.listeners[ch] = l
	}
	c.hubs[IOPub].welcome = opts.Welcome
	for _, ch := range []Channel{Shell, Control, Stdin} {
		c.requests[ch] = make(chan Request, requestBuffer)
	}
	for ch := range Channel(channels) {
		c.running.Go(func() { c.accept(ch) })
	}
	return c, nil
}

// Info returns the connection information with the ports that were bound.
func (c *Channels) Info() jupyter.ConnectionInfo { return c.info }

// Requests returns the messages that arrive on ch: Shell, Control or Stdin. It is
// closed at the end of Close. For other channels it is nil.
func (c *Channels) Requests(ch Channel) <-chan Request {
	if ch >= channels {
		return nil
	}
	return c.requests[ch]
}

// Publish queues a broadcast, whose first frame is its topic, for all clients
// that have subscribed to a prefix of the topic. It never waits: a client that
// has no room left is dropped. All clients see the broadcasts in the order of
// the calls. The frames must not be changed afterwards.
func (c *Channels) Publish(frames [][]byte) { c.hubs[IOPub].publish(frames) }

// Close stops accepting and receiving, sends what is queued until ctx is done,
// closes all connections and waits for the goroutines. It returns ctx's error if
// something had to be cut. Further calls wait for the first and return nil.
func (c *Channels) Close(ctx context.Context) (err error) {
	c.once.Do(func() {
		defer close(c.closed)
		err = c.shut(ctx)
	})
	<-c.closed
	return err
}

func (c *Channels) shut(ctx context.Context) (err error) {
	c.cancel()
	c.closeListeners()
	var members []*peer
	for i := range c.hubs {
		pending, peers := c.hubs[i].close()
		for _, p := range pending {
			p.drop(errClosing)
		}
		for _, p := range peers {
			p.out.finish()
		}
		members = append(members, peers...)
	}
	for _, p := range members {
		select {
		case <-p.gone: // all is sent and the client has closed, or it was dropped
		case <-ctx.Done():
			if !p.isGone() {
				err = ctx.Err()
			}
		}
		p.drop(errClosing)
	}
	c.running.Wait()
	for _, ch := range []Channel{Shell, Control, Stdin} {
		close(c.requests[ch])
	}
	return err
}

func (c *Channels) isClosing() bool { return c.ctx.Err() != nil }

func (c *Channels) closeListeners() {
	for _, l := range c.listeners {
		if l != nil {
			l.Close()
		}
	}
}

// accept is goroutine 1 to 5. Only the end of its listener ends it: other errors,
// such as too many open files, pass.
func (c *Channels) accept(ch Channel) {
	const longest = time.Second
	var pause time.Duration
	for {
		conn, err := c.listeners[ch].Accept()
		if err != nil {
			if errors.Is(err, net.ErrClosed) || c.isClosing() {
				return
			}
			pause = min(max(2*pause, time.Millisecond), longest)
			c.log.Warn("accept failed", "channel", ch.String(), "why", err, "again_in", pause)
			select {
			case <-time.After(pause):
			case <-c.closing:
				return
			}
			continue
		}
		pause = 0
		p := newPeer(c, ch, conn)
		if err := c.hubs[ch].enter(p); err != nil {
			p.drop(err)
			continue
		}
		c.running.Go(p.serve)
	}
}
