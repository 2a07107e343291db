package transport_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"schedtick/kernel/jupyter"
	"schedtick/kernel/kerneltest"
	"schedtick/kernel/transport"
)

// attend asks for kernel_info again and again until stop is closed. It returns
// the longest time that an answer took, and the longest that a bare echo took
// meanwhile, which tells a slow kernel from a machine that is busy.
// The echo is at the other end of echo.
func attend(t testing.TB, c *kerneltest.Client, echo net.Conn, stop <-chan struct{}) (longest, bare time.Duration, asked int) {
	for {
		for _, ch := range []transport.Channel{transport.Shell, transport.Control} {
			start := time.Now()
			if _, err := c.Send(ch, jupyter.KernelInfoRequest{}).AnswerContext(t.Context()); err != nil {
				t.Errorf("healthy client: %v", err)
				return longest, bare, asked
			}
			longest = max(longest, time.Since(start))
			asked++
		}
		start := time.Now()
		if _, err := echo.Write([]byte{0}); err != nil {
			t.Error(err)
		}
		if _, err := io.ReadFull(echo, make([]byte, 1)); err != nil {
			t.Error(err)
		}
		bare = max(bare, time.Since(start))
		select {
		case <-stop:
			return longest, bare, asked
		case <-time.After(time.Millisecond):
		}
	}
}

// loopback returns the two ends of a TCP connection.
func loopback(t testing.TB) (near, far net.Conn) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if near, err = net.Dial("tcp", l.Addr().String()); err != nil {
		t.Fatal(err)
	}
	if far, err = l.Accept(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { near.Close(); far.Close() })
	return near, far
}

// whileHealthy runs abuse and fails the test if meanwhile, or afterwards, a
// healthy client waits for an answer longer than a second, plus what the machine
// itself takes for the few steps of an answer.
func whileHealthy(t *testing.T, k *miniKernel, abuse func()) {
	t.Helper()
	c := kerneltest.Dial(t, k.info)
	near, far := loopback(t)
	go func() { _, _ = io.Copy(far, far) }() // ends with near
	defer near.Close()
	stop, done := make(chan struct{}), make(chan struct{})
	var longest, bare time.Duration
	var asked int
	go func() {
		defer close(done)
		longest, bare, asked = attend(t, c, near, stop)
	}()
	abuse()
	close(stop)
	<-done
	limit := time.Second + 10*bare
	if longest > limit {
		t.Errorf("an answer took %v, a bare echo %v", longest, bare)
	}
	t.Logf("%d requests answered, the slowest in %v; a bare echo in %v", asked, longest, bare)
	// A newcomer is served as well.
	start := time.Now()
	kerneltest.Dial(t, k.info).Request(transport.Shell, jupyter.KernelInfoRequest{})
	if d := time.Since(start); d > limit {
		t.Errorf("a new client was answered after %v", d)
	}
}

func TestThousandConnectionsDropped(t *testing.T) {
	k := startKernel(t, tcp("secret"), transport.Limits{})
	whileHealthy(t, k, func() {
		if err := kerneltest.DropConnections(k.info, 1000); err != nil {
			t.Error(err)
		}
	})
}

// Half-open connections must neither stay nor keep others out: those beyond a
// number make room, the others have a deadline.
func TestHalfOpenConnections(t *testing.T) {
	const opened = 300
	for name, tc := range map[string]struct {
		limits transport.Limits
		end    int // how many the kernel ends
	}{
		"deadline": {transport.Limits{Handshake: 200 * time.Millisecond, Handshakes: 2 * opened}, opened},
		"room":     {transport.Limits{Handshake: time.Hour, Handshakes: 32}, opened - 32},
	} {
		t.Run(name, func(t *testing.T) {
			k := startKernel(t, tcp("secret"), tc.limits)
			whileHealthy(t, k, func() {
				network, address := transport.Address(k.info, transport.Shell)
				var conns []net.Conn
				for range opened {
					c, err := net.Dial(network, address)
					if err != nil {
						t.Fatal(err)
					}
					t.Cleanup(func() { c.Close() })
					conns = append(conns, c)
				}
				for i, c := range conns[:tc.end] {
					_ = c.SetReadDeadline(time.Now().Add(10 * time.Second))
					if _, err := io.Copy(io.Discard, c); errors.Is(err, os.ErrDeadlineExceeded) {
						t.Fatalf("connection %d is still open", i)
					}
				}
			})
		})
	}
}

func TestRandomFramesToEveryPort(t *testing.T) {
	k := startKernel(t, tcp("secret"), transport.Limits{})
	whileHealthy(t, k, func() {
		var wg sync.WaitGroup
		for _, ch := range kerneltest.Channels {
			wg.Go(func() {
				if err := kerneltest.RandomFrames(k.info, ch, frames, 1); err != nil {
					t.Error(err)
				}
				if err := kerneltest.Garbage(k.info, ch, 200, 2); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
	})
	if k.bad.Load() == 0 {
		t.Error("no malformed message has reached the codec")
	}
}

func TestWrongSignature(t *testing.T) {
	k := startKernel(t, tcp("secret"), transport.Limits{})
	whileHealthy(t, k, func() {
		for _, ch := range []transport.Channel{transport.Shell, transport.Control, transport.Stdin} {
			if err := kerneltest.WrongSignature(k.info, ch, 100*time.Millisecond); err != nil {
				t.Error(err)
			}
		}
	})
	if got := k.bad.Load(); got != 3 {
		t.Errorf("%d messages refused, want 3", got)
	}
}

// A client that never reads is dropped, and the healthy one misses nothing.
func TestSilentSubscriber(t *testing.T) {
	k := startKernel(t, tcp("secret"), transport.Limits{})
	c := kerneltest.DialWith(t, k.info, kerneltest.Options{Topic: "kernel."})
	kerneltest.SilentSubscriber(t, k.info)
	kerneltest.SilentSubscriber(t, k.info)
	r := c.Execute(fmt.Sprintf("print %d", messages))
	if got := len(kerneltest.Broadcast[jupyter.Stream](r)); got != messages {
		t.Errorf("the healthy client got %d of %d", got, messages)
	}
	payload := make([]byte, 1<<20)
	for range 80 { // fill the silent ones' queues; the healthy one wants other topics
		k.channels.Publish([][]byte{[]byte("fill"), payload})
	}
	eventually(t, "a log line about the silent client", func() bool { return k.log.find("iopub", "client dropped") })
	if got := len(kerneltest.Broadcast[jupyter.Stream](c.Execute("print 1000"))); got != 1000 {
		t.Errorf("the healthy client got %d of 1000 after that", got)
	}
	whileHealthy(t, k, func() {})
}

// What a frame announces is not believed.
func TestOversizedFrame(t *testing.T) {
	k := startKernel(t, tcp("secret"), transport.Limits{MessageBytes: 1 << 20})
	long := func(flags byte, size uint64) []byte {
		return binary.BigEndian.AppendUint64([]byte{flags}, size)
	}
	many := make([]byte, 0, 4000)
	for range 2000 {
		many = append(many, 1, 0) // an empty frame, with more to follow
	}
	for name, tc := range map[string]struct {
		ch    transport.Channel
		bytes []byte
		log   string
	}{
		"huge":     {transport.Shell, long(2, 1<<62), "frame is too large"},
		"negative": {transport.Control, long(2, 1<<63), "frame is too large"},
		"sum":      {transport.Shell, append(append(long(3, 1<<20), make([]byte, 1<<20)...), 0, 1, 0), "message is too large"},
		"frames":   {transport.Stdin, many, "too many frames"},
		"flags":    {transport.Heartbeat, []byte{0xf0, 1, 2}, "reserved flags"},
		"command":  {transport.IOPub, long(6, 1<<40), "frame is too large"},
	} {
		t.Run(name, func(t *testing.T) {
			c := rawPeer(t, k.info, tc.ch)
			_, _ = c.Write(tc.bytes)
			eventually(t, "a log line", func() bool { return k.log.find(tc.ch.String(), tc.log) })
		})
	}
	kerneltest.Dial(t, k.info).Request(transport.Shell, jupyter.KernelInfoRequest{})
}

// rawPeer returns a connection with a completed handshake, below any framing.
func rawPeer(t *testing.T, info jupyter.ConnectionInfo, ch transport.Channel) net.Conn {
	t.Helper()
	network, address := transport.Address(info, ch)
	c, err := net.Dial(network, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	greeting := make([]byte, 64)
	greeting[0], greeting[9], greeting[10] = 0xff, 0x7f, 3
	copy(greeting[12:], "NULL")
	kind := "DEALER"
	if ch == transport.IOPub {
		kind = "SUB"
	}
	ready := append([]byte("\x05READY\x0bSocket-Type\x00\x00\x00"), byte(len(kind)))
	ready = append(ready, kind...)
	hello := slices.Concat(greeting, []byte{4, byte(len(ready))}, ready)
	if _, err := c.Write(hello); err != nil {
		t.Fatal(err)
	}
	return c
}

// Commands of ZMTP 3.1, which the announced 3.0 does not oblige to know.
func TestCommands(t *testing.T) {
	k := startKernel(t, tcp("secret"), transport.Limits{})
	c := rawPeer(t, k.info, transport.IOPub)
	_ = c.SetDeadline(time.Now().Add(10 * time.Second))
	hello := make([]byte, 64)
	if _, err := io.ReadFull(c, hello); err != nil {
		t.Fatal(err)
	}
	frame := func() (flags byte, body string) {
		t.Helper()
		var head [2]byte
		if _, err := io.ReadFull(c, head[:]); err != nil {
			t.Fatal(err)
		}
		b := make([]byte, head[1])
		if _, err := io.ReadFull(c, b); err != nil {
			t.Fatal(err)
		}
		return head[0], string(b)
	}
	if flags, body := frame(); flags != 4 || !strings.HasPrefix(body, "\x05READY") {
		t.Fatalf("got %d %q, want READY", flags, body)
	}
	send := func(command string) {
		t.Helper()
		if _, err := c.Write(append([]byte{4, byte(len(command))}, command...)); err != nil {
			t.Fatal(err)
		}
	}
	send("\x04PING\x00\x10context")
	if flags, body := frame(); flags != 4 || body != "\x04PONGcontext" {
		t.Errorf("got %d %q, want PONG with the context", flags, body)
	}
	send("\x05BOGUS, which is ignored")
	send("\x09SUBSCRIBEtopic")
	if flags, body := frame(); flags != 1 || body != "topic" {
		t.Errorf("got %d %q, want the first frame of a welcome", flags, body)
	}
}

func TestConnectionLimit(t *testing.T) {
	k := startKernel(t, tcp("secret"), transport.Limits{Connections: 2})
	var socks []*transport.Socket
	for range 3 {
		s, err := transport.Dial(t.Context(), k.info, transport.Heartbeat, "")
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		socks = append(socks, s)
	}
	eventually(t, "a log line about the third", func() bool { return k.log.find("heartbeat", "too many connections") })
	for _, s := range socks {
		s.Close()
	}
	beats := func() bool {
		s, err := transport.Dial(t.Context(), k.info, transport.Heartbeat, "")
		if err != nil {
			return false
		}
		defer s.Close()
		_ = s.Send([][]byte{{}, []byte("x")})
		_, err = s.Recv()
		return err == nil
	}
	eventually(t, "room for a new one", beats)
}

// Metadata on which zmq4 panics ends the connection only.
func TestMalformedHandshake(t *testing.T) {
	k := startKernel(t, tcp("secret"), transport.Limits{})
	network, address := transport.Address(k.info, transport.Shell)
	for _, body := range []string{
		"\x05READY\x0bSocket-Type\x00\x00\x00\x05BOGUS",
		"\x05READY\x0bSocket",
		"\x05READY\x01",
		"\x05READY\x04abcd\xff\xff",
		"\x05HELLO",
		"\xff",
		"",
	} {
		c, err := net.Dial(network, address)
		if err != nil {
			t.Fatal(err)
		}
		greeting := make([]byte, 64)
		greeting[0], greeting[9], greeting[10] = 0xff, 0x7f, 3
		copy(greeting[12:], "NULL")
		_, _ = c.Write(slices.Concat(greeting, []byte{4, byte(len(body))}, []byte(body)))
		// The kernel hangs up: reading ends.
		_ = c.SetReadDeadline(time.Now().Add(10 * time.Second))
		buf := make([]byte, 1024)
		for err = nil; err == nil; {
			_, err = c.Read(buf)
		}
		if errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%q: still connected", body)
		}
		c.Close()
	}
	kerneltest.Dial(t, k.info).Request(transport.Shell, jupyter.KernelInfoRequest{})
}
