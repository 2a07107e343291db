package kerneltest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"schedtick/kernel/jupyter"
	"schedtick/kernel/transport"
)

// Client is connected to all channels of a kernel. Its methods may be called by
// several goroutines, those that can end the test by the test's own only.
//
// Dial starts these goroutines; the end of the test, or Close, ends them:
//
//	1 to 4. receive, one for shell, control, iopub and stdin: reads and checks
//	        messages, files them with their calls, and answers input requests.
type Client struct {
	Info    jupyter.ConnectionInfo
	Codec   *jupyter.Codec
	Session jupyter.Session

	t       testing.TB
	opts    Options
	sockets map[transport.Channel]*transport.Socket
	running sync.WaitGroup
	closing context.Context // done when Close has begun
	close   context.CancelFunc

	mu      sync.Mutex
	calls   map[string]*Call   // by message id of the request
	orphans []*jupyter.Message // broadcasts that no call of this client caused
	changed chan struct{}      // closed and replaced at each change
}

// Options are the optional settings of [DialWith].
type Options struct {
	// Timeout bounds each wait; default a minute. Only a test that fails reaches
	// it.
	Timeout time.Duration
	// Input answers input requests. It is called by a goroutine of the client.
	// nil answers with "".
	Input func(jupyter.InputRequest) string
	// Broadcast is told of each broadcast, before it is filed. It is called by
	// a goroutine of the client.
	Broadcast func(*jupyter.Message)
	// NoWelcome is set for kernels that send no iopub_welcome. Without it, Dial
	// returns when the welcome has come and no broadcast can be missed.
	NoWelcome bool
	// Topic is the subscription; "" for all.
	Topic string
	// Lenient keeps violations of the protocol from failing the test.
	Lenient bool
}

// Dial connects to a kernel and waits until its broadcasts arrive. It ends the
// test if it cannot.
func Dial(t testing.TB, info jupyter.ConnectionInfo) *Client {
	t.Helper()
	return DialWith(t, info, Options{})
}

// DialWith is [Dial] with options.
func DialWith(t testing.TB, info jupyter.ConnectionInfo, opts Options) *Client {
	t.Helper()
	if opts.Timeout == 0 {
		opts.Timeout = time.Minute
	}
	c := &Client{
		Info:    info,
		Codec:   jupyter.NewCodec(info.Key, jupyter.CodecOptions{Replay: 1 << 16}),
		Session: jupyter.NewSession("kerneltest"),
		t:       t, opts: opts,
		sockets: make(map[transport.Channel]*transport.Socket),
		calls:   make(map[string]*Call),
		changed: make(chan struct{}),
	}
	c.closing, c.close = context.WithCancel(context.Background())
	t.Cleanup(c.Close)
	ctx, cancel := context.WithTimeout(c.closing, opts.Timeout)
	defer cancel()
	for _, ch := range []transport.Channel{transport.Shell, transport.Control, transport.Stdin, transport.IOPub} {
		s, err := transport.Dial(ctx, info, ch, c.Session.ID)
		if err != nil {
			t.Fatalf("kerneltest: %v", err)
		}
		c.sockets[ch] = s
	}
	for ch := range c.sockets {
		c.running.Go(func() { c.receive(ch) })
	}
	if err := c.sockets[transport.IOPub].Subscribe(opts.Topic); err != nil {
		t.Fatalf("kerneltest: subscribe: %v", err)
	}
	if !opts.NoWelcome {
		if _, err := c.waitOrphan(ctx, "iopub_welcome"); err != nil {
			t.Fatalf("kerneltest: %v", err)
		}
	}
	return c
}

// Close ends all connections and waits for the client's goroutines.
func (c *Client) Close() {
	c.close()
	for _, s := range c.sockets {
		s.Close()
	}
	c.running.Wait()
}

// Send sends a request and returns its call. Comm messages and input replies are
// sent with it too.
func (c *Client) Send(ch transport.Channel, content jupyter.Content) *Call {
	c.t.Helper()
	m := c.Session.New(content)
	call, err := c.SendMessage(ch, m)
	if err != nil {
		c.t.Fatalf("kerneltest: send %s: %v", content.MsgType(), err)
	}
	return call
}

// SendMessage sends a message that the caller has made.
func (c *Client) SendMessage(ch transport.Channel, m *jupyter.Message) (*Call, error) {
	frames, err := c.Codec.Encode(m)
	if err != nil {
		return nil, err
	}
	call := &Call{client: c, Channel: ch, Request: m}
	c.mu.Lock()
	c.calls[m.Header.ID] = call
	c.mu.Unlock()
	return call, c.SendFrames(ch, frames)
}

// SendFrames sends frames as they are.
func (c *Client) SendFrames(ch transport.Channel, frames [][]byte) error {
	return c.sockets[ch].Send(frames)
}

// Request sends a request and waits for its reply and for idle. It ends the test
// if they do not come.
func (c *Client) Request(ch transport.Channel, content jupyter.Content) Result {
	c.t.Helper()
	return c.Send(ch, content).Wait()
}

// Execute runs a cell as a notebook does and waits for its end.
func (c *Client) Execute(code string, change ...func(*jupyter.ExecuteRequest)) Result {
	c.t.Helper()
	return c.Start(code, change...).Wait()
}

// Start sends a cell as a notebook does.
func (c *Client) Start(code string, change ...func(*jupyter.ExecuteRequest)) *Call {
	c.t.Helper()
	req := jupyter.ExecuteRequest{Code: code, StoreHistory: true, AllowStdin: c.opts.Input != nil, StopOnError: true}
	for _, f := range change {
		f(&req)
	}
	return c.Send(transport.Shell, req)
}

// Ping sends a heartbeat on a connection of its own and checks its echo.
func (c *Client) Ping() error {
	ctx, cancel := context.WithTimeout(c.closing, c.opts.Timeout)
	defer cancel()
	s, err := transport.Dial(ctx, c.Info, transport.Heartbeat, "")
	if err != nil {
		return err
	}
	defer s.Close()
	// A REQ socket puts an empty frame before each message.
	beat := [][]byte{{}, []byte("ping " + jupyter.NewID())}
	if err := s.Send(beat); err != nil {
		return err
	}
	if err := s.SetReadDeadline(time.Now().Add(c.opts.Timeout)); err != nil {
		return err
	}
	echo, err := s.Recv()
	if err != nil {
		return fmt.Errorf("kerneltest: heartbeat: %w", err)
	}
	if len(echo) != 2 || len(echo[0]) != 0 || string(echo[1]) != string(beat[1]) {
		return fmt.Errorf("kerneltest: heartbeat: sent %q, got %q", beat, echo)
	}
	return nil
}

// Orphans returns the broadcasts that no call of this client caused: the
// welcome, the start of the kernel, and what other clients' calls cause.
func (c *Client) Orphans() []*jupyter.Message {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]*jupyter.Message(nil), c.orphans...)
}

// waitOrphan waits for a broadcast of the given type that no call caused.
func (c *Client) waitOrphan(ctx context.Context, msgType string) (*jupyter.Message, error) {
	var found *jupyter.Message
	err := c.until(ctx, func() bool {
		for _, m := range c.orphans {
			if m.Header.Type == msgType {
				found = m
			}
		}
		return found != nil
	})
	if err != nil {
		return nil, fmt.Errorf("waiting for %s: %w", msgType, err)
	}
	return found, nil
}

// until waits for cond, which is called with the mutex held.
func (c *Client) until(ctx context.Context, cond func() bool) error {
	for {
		c.mu.Lock()
		ok, changed := cond(), c.changed
		c.mu.Unlock()
		if ok {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// violation fails the test, unless it is lenient or already over.
func (c *Client) violation(format string, args ...any) {
	if !c.opts.Lenient && c.closing.Err() == nil {
		c.t.Errorf("kerneltest: protocol: "+format, args...)
	}
}

// receive is goroutine 1 to 4.
func (c *Client) receive(ch transport.Channel) {
	for {
		frames, err := c.sockets[ch].Recv()
		if err != nil {
			if c.closing.Err() == nil && !errors.Is(err, io.EOF) && !errors.Is(err, net.ErrClosed) {
				c.t.Logf("kerneltest: %s: %v", ch, err)
			}
			return
		}
		m, err := c.Codec.Decode(frames)
		if err != nil {
			c.violation("%s: %v", ch, err)
			continue
		}
		if err := Validate(m); err != nil {
			c.violation("%s: %v", ch, err)
			// It is filed all the same, so that the test does not wait for it.
		}
		if ch == transport.IOPub && c.opts.Broadcast != nil {
			c.opts.Broadcast(m)
		}
		if req, ok := c.file(ch, m); ok {
			c.answer(req, m)
		}
	}
}

// answer sends the input reply for an input request.
func (c *Client) answer(req jupyter.InputRequest, m *jupyter.Message) {
	value := ""
	if c.opts.Input != nil {
		value = c.opts.Input(req)
	}
	frames, err := c.Codec.Encode(c.Session.Reply(m, jupyter.InputReply{Value: value}))
	if err == nil {
		err = c.SendFrames(transport.Stdin, frames)
	}
	if err != nil && c.closing.Err() == nil {
		c.t.Errorf("kerneltest: input_reply: %v", err)
	}
}
