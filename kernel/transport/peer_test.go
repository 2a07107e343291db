package transport

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"testing"
	"testing/synctest"
	"time"
)

// feed is a connection on which data arrives and then the end; what is written
// is discarded.
type feed struct{ bytes.Reader }

func (*feed) Write(p []byte) (int, error)      { return len(p), nil }
func (*feed) Close() error                     { return nil }
func (*feed) LocalAddr() net.Addr              { return &net.TCPAddr{} }
func (*feed) RemoteAddr() net.Addr             { return &net.TCPAddr{} }
func (*feed) SetDeadline(time.Time) error      { return nil }
func (*feed) SetReadDeadline(time.Time) error  { return nil }
func (*feed) SetWriteDeadline(time.Time) error { return nil }

// closedChannels returns channels that discard requests and have no goroutine.
func closedChannels(limits Limits) *Channels {
	c := &Channels{limits: limits.withDefaults(), log: slog.New(slog.DiscardHandler)}
	c.ctx, c.cancel = context.WithCancel(context.Background())
	c.closing = c.ctx.Done()
	c.cancel()
	for i := range c.hubs {
		c.hubs[i].init(c.limits)
	}
	return c
}

// FuzzPeer feeds a connection from its first byte: greeting, handshake, frames.
// Whatever comes, the reader ends without a panic that it does not survive and
// without memory for what was only announced.
func FuzzPeer(f *testing.F) {
	greeting := make([]byte, 64)
	greeting[0], greeting[9], greeting[10] = 0xff, 0x7f, 3
	copy(greeting[12:], "NULL")
	open := func(kind, rest string) []byte {
		ready := "\x05READY\x0bSocket-Type\x00\x00\x00" + string(rune(len(kind))) + kind + "\x08Identity\x00\x00\x00\x02id"
		return []byte(string(greeting) + "\x04" + string(rune(len(ready))) + ready + rest)
	}
	f.Add(open("DEALER", "\x01\x02id\x00\x03end"), uint8(Shell))
	f.Add(open("SUB", "\x00\x01\x01\x00\x01\x00\x04\x0a\x09SUBSCRIBE"), uint8(IOPub))
	f.Add(open("REQ", "\x01\x00\x00\x01x"), uint8(Heartbeat))
	f.Add(open("DEALER", "\x02\x7f\xff\xff\xff\xff\xff\xff\xff"), uint8(Control))
	f.Add(open("DEALER", "\x04\x07\x04PING\x00\x01"), uint8(Stdin))
	f.Add(open("BOGUS", ""), uint8(Shell))
	f.Add(greeting, uint8(Shell))
	f.Fuzz(func(t *testing.T, data []byte, ch uint8) {
		c := closedChannels(Limits{MessageBytes: 1 << 16, MessageFrames: 8, QueueMessages: 16, Topics: 4})
		conn := new(feed)
		conn.Reset(data)
		p := newPeer(c, Channel(ch%channels), conn)
		err := p.handshake()
		if err == nil {
			err = p.read()
		}
		if err == nil {
			t.Fatal("no error at the end of the data")
		}
		if n := cap(p.wire.ready.Bytes()); n > 1<<18 {
			t.Fatalf("%d bytes kept", n)
		}
	})
}

// badListener fails n times before it gives a connection.
type badListener struct {
	fail int
	conn chan net.Conn
}

var errTooManyFiles = errors.New("too many open files")

func (l *badListener) Accept() (net.Conn, error) {
	if l.fail > 0 {
		l.fail--
		return nil, errTooManyFiles
	}
	c, ok := <-l.conn
	if !ok {
		return nil, net.ErrClosed
	}
	return c, nil
}
func (l *badListener) Close() error   { close(l.conn); return nil }
func (l *badListener) Addr() net.Addr { return &net.TCPAddr{} }

// Errors of Accept pass: the listener is asked again, at growing intervals.
func TestAcceptSurvivesErrors(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := closedChannels(Limits{})
		c.ctx, c.cancel = context.WithCancel(context.Background())
		c.closing = c.ctx.Done()
		defer c.cancel()
		l := &badListener{fail: 20, conn: make(chan net.Conn, 1)}
		c.listeners[Heartbeat] = l
		done := make(chan struct{})
		go func() { defer close(done); c.accept(Heartbeat) }()
		client, server := net.Pipe()
		l.conn <- server
		if _, err := io.ReadFull(client, make([]byte, 64)); err != nil {
			t.Errorf("no greeting: %v", err)
		}
		client.Close()
		l.Close()
		<-done
		c.running.Wait()
	})
}

// The queue keeps order and bounds over wrap-arounds, and always has room for
// one message.
func TestOutbox(t *testing.T) {
	o := newOutbox(Limits{QueueBytes: 10_000, QueueMessages: 3000})
	put := func(n int, size int) error {
		return o.put(parcel{frames: [][]byte{{byte(n), byte(n >> 8)}, make([]byte, size)}})
	}
	if err := put(0, 1<<20); err != nil {
		t.Errorf("an empty queue has no room for a large message: %v", err)
	}
	if err := put(1, 0); !errors.Is(err, ErrOverflow) {
		t.Errorf("beyond the bytes: %v", err)
	}
	if _, ok, _ := o.take(); !ok {
		t.Error("nothing to take")
	}
	o.maxBytes = 1 << 30
	in, out := 0, 0
	for round := range 5000 {
		for range round % 3 {
			if err := put(in, 0); err != nil {
				t.Fatal(err)
			}
			in++
		}
		if p, ok, _ := o.take(); ok {
			if got := int(p.frames[0][0]) | int(p.frames[0][1])<<8; got != out&0xffff {
				t.Fatalf("took %d, want %d", got, out)
			}
			out++
		}
	}
	for in-out < 3000 {
		if err := put(in, 0); err != nil {
			t.Fatal(err)
		}
		in++
	}
	if err := put(in, 0); !errors.Is(err, ErrOverflow) {
		t.Errorf("beyond the count: %v", err)
	}
	o.finish()
	if err := put(in, 0); !errors.Is(err, ErrGone) {
		t.Errorf("after finish: %v", err)
	}
	for ; out < in; out++ {
		p, ok, last := o.take()
		if got := int(p.frames[0][0]) | int(p.frames[0][1])<<8; !ok || last || got != out&0xffff {
			t.Fatalf("took %d, %t, %t, want %d", got, ok, last, out)
		}
	}
	if _, ok, last := o.take(); ok || !last || o.bytes != 0 {
		t.Errorf("at the end: %t, %t, %d bytes", ok, last, o.bytes)
	}
}
