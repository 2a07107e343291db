package transport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"

	"schedtick/kernel/jupyter"
)

// Socket is the client's end of one channel: what a test or a tool uses. It has
// no queue and no goroutine. One goroutine may receive while another sends.
type Socket struct {
	wire *wire
	conn *zmq4.Conn
	mu   sync.Mutex // for sending
}

// Dial connects to a channel as a DEALER, as a SUB (iopub) or as a REQ
// (heartbeat). identity is announced to the kernel, at most 255 bytes.
func Dial(ctx context.Context, info jupyter.ConnectionInfo, ch Channel, identity string) (*Socket, error) {
	network, address := Address(info, ch)
	var d net.Dialer
	c, err := d.DialContext(ctx, network, address)
	if err != nil {
		return nil, fmt.Errorf("transport: dial %s: %w", ch, err)
	}
	stop := context.AfterFunc(ctx, func() { c.Close() })
	defer stop()
	s, err := openSocket(c, ch, identity)
	if err != nil {
		c.Close()
		return nil, fmt.Errorf("transport: dial %s: %w", ch, errors.Join(err, ctx.Err()))
	}
	return s, nil
}

func openSocket(c net.Conn, ch Channel, identity string) (s *Socket, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("malformed handshake: %v", r)
		}
	}()
	s = new(Socket)
	s.wire = newWire(c, Limits{}.withDefaults(), func(string, []byte) {})
	s.conn, err = zmq4.Open(s.wire, null.Security(), ch.dialled(), zmq4.SocketIdentity(identity), false, nil)
	if err != nil {
		return nil, err
	}
	s.wire.established()
	return s, nil
}

// Send sends one message.
func (s *Socket) Send(frames [][]byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.conn.SendMsg(zmq4.NewMsgFrom(frames...)); err != nil {
		return err
	}
	return s.wire.flush()
}

// Subscribe asks for the broadcasts whose topic begins with topic.
func (s *Socket) Subscribe(topic string) error {
	return s.Send([][]byte{append([]byte{1}, topic...)})
}

// Unsubscribe takes one Subscribe back.
func (s *Socket) Unsubscribe(topic string) error {
	return s.Send([][]byte{append([]byte{0}, topic...)})
}

// Recv waits for the next message. It returns io.EOF at the orderly end of the
// connection.
func (s *Socket) Recv() ([][]byte, error) {
	msg, err := s.conn.RecvMsg()
	if errors.Is(err, io.EOF) {
		return nil, io.EOF
	}
	if err != nil {
		return nil, err
	}
	return msg.Frames, nil
}

// SetReadDeadline bounds Recv; see net.Conn.
func (s *Socket) SetReadDeadline(t time.Time) error { return s.wire.SetReadDeadline(t) }

// Close ends the connection and any Recv.
func (s *Socket) Close() { s.wire.Close() }
