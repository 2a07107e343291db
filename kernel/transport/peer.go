package transport

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"sync"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"
)

// peer is one accepted connection. It runs two goroutines:
//
//  1. serve, started by the channel's accept loop: the handshake, then reads
//     until the connection ends, then waits for (2). It owns the reading half
//     of conn, and topics' changes.
//  2. write, started by serve once the handshake is done: sends what is in out.
//     It owns the writing half of conn. It ends when the connection does, or,
//     after out.finish, when all has been sent.
//
// Whatever ends the connection calls drop, which closes it and so ends both.
type peer struct {
	owner    *Channels
	channel  Channel
	identity string // what the client announced; set by serve before hub.add
	wire     *wire
	conn     *zmq4.Conn // nil until the handshake is done
	out      *outbox
	gone     chan struct{} // closed by drop
	once     sync.Once

	// Guarded by the hub's mutex, iopub only.
	topics  map[string]int // subscriptions, with how often each was made
	lagging bool           // Throttle has given up on it
}

func newPeer(owner *Channels, ch Channel, c net.Conn) *peer {
	p := &peer{owner: owner, channel: ch, out: newOutbox(owner.limits), gone: make(chan struct{})}
	p.wire = newWire(c, owner.limits, p.command)
	return p
}

// serve is goroutine 1.
func (p *peer) serve() {
	hub := &p.owner.hubs[p.channel]
	err := p.handshake()
	hub.leave(p)
	if err == nil {
		err = hub.add(p)
	}
	if err != nil {
		p.drop(err)
		return
	}
	var writer sync.WaitGroup
	writer.Go(p.write)
	p.drop(p.read())
	writer.Wait()
	hub.remove(p)
}

// handshake opens the ZMTP connection. zmq4 panics on some malformed metadata
// and on unknown socket types, so a panic is an error here.
func (p *peer) handshake() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("malformed handshake: %v", r)
		}
	}()
	if err := p.wire.SetDeadline(time.Now().Add(p.owner.limits.Handshake)); err != nil {
		return err
	}
	conn, err := zmq4.Open(p.wire, null.Security(), p.channel.bound(), nil, true, nil)
	if err != nil {
		return err
	}
	p.wire.established()
	p.conn, p.identity = conn, conn.Peer.Meta["Identity"]
	return p.wire.SetDeadline(time.Time{})
}

// read receives until the connection ends and returns why.
func (p *peer) read() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("malformed message: %v", r)
		}
	}()
	for {
		msg, err := p.conn.RecvMsg()
		if err != nil {
			return err
		}
		if err := p.receive(msg.Frames); err != nil && !p.draining(err) {
			return err
		}
	}
}

// draining reports whether err says no more than that nothing may be queued any
// more. That must not end the connection: what is queued is still to be sent.
func (p *peer) draining(err error) bool { return errors.Is(err, ErrGone) }

// receive handles one incoming message.
func (p *peer) receive(frames [][]byte) error {
	switch p.channel {
	case Heartbeat:
		return p.send(parcel{frames: frames})
	case IOPub:
		if len(frames) == 1 && len(frames[0]) > 0 {
			switch topic := string(frames[0][1:]); frames[0][0] {
			case 1:
				return p.owner.hubs[IOPub].subscribe(p, topic)
			case 0:
				p.owner.hubs[IOPub].unsubscribe(p, topic)
			}
		}
		return nil
	default:
		select {
		case p.owner.requests[p.channel] <- Request{Channel: p.channel, Frames: frames, peer: p}:
		case <-p.gone:
		case <-p.owner.closing: // only the end of the connection is still of interest
		}
		return nil
	}
}

// command handles a ZMTP command; called by goroutine 1.
func (p *peer) command(name string, body []byte) {
	var err error
	switch name {
	case zmq4.CmdPing:
		// Two bytes of time to live, then a context that the answer repeats.
		if len(body) >= 2 {
			err = p.send(parcel{command: zmq4.CmdPong, frames: [][]byte{body[2:]}})
		}
	case zmq4.CmdSubscribe:
		if p.channel == IOPub {
			err = p.owner.hubs[IOPub].subscribe(p, string(body))
		}
	case zmq4.CmdCancel:
		if p.channel == IOPub {
			p.owner.hubs[IOPub].unsubscribe(p, string(body))
		}
	}
	if err != nil && !p.draining(err) {
		p.drop(err)
	}
}

// send queues a parcel. A peer that has no room left for it is dropped.
func (p *peer) send(c parcel) error {
	err := p.out.put(c)
	if errors.Is(err, ErrOverflow) {
		p.drop(err)
	}
	return err
}

// write is goroutine 2.
func (p *peer) write() {
	for {
		c, ok, last := p.out.take()
		var err error
		switch {
		case ok && c.command != "":
			err = p.conn.SendCmd(c.command, c.frames[0])
		case ok:
			err = p.conn.SendMsg(zmq4.NewMsgFrom(c.frames...))
		case last:
			p.farewell()
			return
		default: // nothing to do: the batch leaves
			if err = p.wire.flush(); err == nil {
				p.owner.hubs[p.channel].eased()
				select {
				case <-p.out.wake:
				case <-p.gone:
					return
				}
			}
		}
		if err != nil {
			p.drop(err)
			return
		}
	}
}

// farewell sends the last bytes and leaves it to goroutine 1 to see the client
// close its end. To close first would discard what the client has not read yet,
// if anything of its own is under way to us.
func (p *peer) farewell() {
	err := p.wire.flush()
	if err == nil {
		err = p.wire.closeWrite()
	}
	if err == nil {
		err = p.wire.SetReadDeadline(time.Now().Add(p.owner.limits.Linger))
	}
	if err != nil {
		p.drop(err)
	}
}

// drop ends the connection. The first call's reason goes to the log, as a warning
// unless connections end like that every day.
func (p *peer) drop(why error) {
	p.once.Do(func() {
		level := slog.LevelWarn
		if ordinary(why) || p.owner.isClosing() {
			level = slog.LevelDebug
		}
		p.owner.log.Log(p.owner.ctx, level, "connection ended",
			"channel", p.channel.String(), "client", p.wire.RemoteAddr().String(), "why", why)
		p.out.finish()
		close(p.gone)
		p.wire.Close()
	})
}

// ordinary reports whether err is how a client that does nothing wrong, or a
// port scanner, goes: by closing, by a reset, by not completing the handshake.
func ordinary(err error) bool {
	var network *net.OpError
	return err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, errClosing) || errors.As(err, &network)
}
