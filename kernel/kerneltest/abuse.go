package kerneltest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"testing"
	"time"

	"schedtick/kernel/jupyter"
	"schedtick/kernel/transport"
)

// Channels are all channels of a kernel.
var Channels = [...]transport.Channel{
	transport.Shell, transport.IOPub, transport.Stdin, transport.Control, transport.Heartbeat,
}

// dialTimeout bounds what the functions of this file do to one connection.
const dialTimeout = 10 * time.Second

// DropConnections opens n bare connections to each channel and drops them: at
// once, after a few bytes, after half a greeting, and at its end.
func DropConnections(info jupyter.ConnectionInfo, n int) error {
	greeting := make([]byte, 64)
	greeting[0], greeting[9], greeting[10] = 0xff, 0x7f, 3
	copy(greeting[12:], "NULL")
	var d net.Dialer
	for i := range n {
		for _, ch := range Channels {
			network, address := transport.Address(info, ch)
			ctx, cancel := context.WithTimeout(context.Background(), dialTimeout)
			c, err := d.DialContext(ctx, network, address)
			cancel()
			if err != nil {
				return fmt.Errorf("kerneltest: connection %d to %s: %w", i, ch, err)
			}
			_, _ = c.Write(greeting[:[]int{0, 1, 32, 64}[i%4]])
			c.Close()
		}
	}
	return nil
}

// Garbage sends n bursts of random bytes to a channel, each on a connection of
// its own: some from the first byte, some after a greeting that is right.
func Garbage(info jupyter.ConnectionInfo, ch transport.Channel, n int, seed uint64) error {
	rng := rand.New(rand.NewPCG(seed, uint64(ch)))
	network, address := transport.Address(info, ch)
	for i := range n {
		c, err := net.DialTimeout(network, address, dialTimeout)
		if err != nil {
			return fmt.Errorf("kerneltest: garbage %d to %s: %w", i, ch, err)
		}
		burst := randomBytes(rng, 1+rng.IntN(512))
		if i%2 == 0 {
			greeting := make([]byte, 64, 64+len(burst))
			greeting[0], greeting[9], greeting[10] = 0xff, 0x7f, 3
			copy(greeting[12:], "NULL")
			burst = append(greeting, burst...)
		}
		_ = c.SetDeadline(time.Now().Add(dialTimeout))
		_, _ = c.Write(burst) // the kernel may have hung up already
		c.Close()
	}
	return nil
}

// RandomFrames sends n messages to a channel over proper connections: random
// frames, frames cut off, and messages that are signed but whose parts are wrong.
// A connection that the kernel ends is replaced; answers are not read, but those
// that the kernel sends on other channels may be seen by its healthy clients.
func RandomFrames(info jupyter.ConnectionInfo, ch transport.Channel, n int, seed uint64) error {
	rng := rand.New(rand.NewPCG(seed, uint64(ch)))
	codec := jupyter.NewCodec(info.Key, jupyter.CodecOptions{})
	session := jupyter.NewSession("abuse")
	var s *transport.Socket
	defer func() {
		if s != nil {
			s.Close()
		}
	}()
	for i := range n {
		if s == nil {
			ctx, cancel := context.WithTimeout(context.Background(), dialTimeout)
			var err error
			s, err = transport.Dial(ctx, info, ch, session.ID)
			cancel()
			if err != nil {
				return fmt.Errorf("kerneltest: random frames %d to %s: %w", i, ch, err)
			}
			go discard(s) // ends with s
		}
		if err := s.Send(randomMessage(rng, codec, session)); err != nil {
			s.Close()
			s = nil
		}
	}
	return nil
}

func discard(s *transport.Socket) {
	for {
		if _, err := s.Recv(); err != nil {
			return
		}
	}
}

// randomMessage returns frames that are wrong in one of many ways.
func randomMessage(rng *rand.Rand, codec *jupyter.Codec, session jupyter.Session) [][]byte {
	valid := func(c jupyter.Content) [][]byte {
		frames, err := codec.Encode(session.New(c))
		if err != nil {
			return [][]byte{{}}
		}
		return frames
	}
	odd := []string{`{}`, `{"code": 7}`, `{"code": null}`, `{"cursor_pos": -1e9}`, `{"comm_id": []}`, `{"hist_access_type": "?"}`}
	types := []string{"kernel_info_request", "inspect_request", "complete_request", "history_request", "comm_msg", "comm_info_request", "is_complete_request", "no_such_request", "", "status"}
	switch rng.IntN(6) {
	case 0: // nothing but noise
		frames := make([][]byte, 1+rng.IntN(12))
		for i := range frames {
			frames[i] = randomBytes(rng, rng.IntN(64))
		}
		return frames
	case 1: // the delimiter, then noise
		frames := [][]byte{randomBytes(rng, 8), []byte("<IDS|MSG>")}
		for range rng.IntN(8) {
			frames = append(frames, randomBytes(rng, rng.IntN(64)))
		}
		return frames
	case 2: // cut off
		frames := valid(jupyter.KernelInfoRequest{})
		return frames[:1+rng.IntN(len(frames)-1)]
	case 3: // a byte changed
		frames := valid(jupyter.KernelInfoRequest{})
		f := frames[rng.IntN(len(frames))]
		if len(f) > 0 {
			f[rng.IntN(len(f))] ^= byte(1 + rng.IntN(255))
		}
		return frames
	case 4: // nested beyond reason
		deep := make([]byte, 4096)
		for i := range deep {
			deep[i] = '['
		}
		return [][]byte{[]byte("<IDS|MSG>"), randomBytes(rng, 64), deep, deep, deep, deep}
	default: // signed, with odd content
		return valid(jupyter.RawContent{
			Type: types[rng.IntN(len(types))],
			JSON: []byte(odd[rng.IntN(len(odd))]),
		})
	}
}

func randomBytes(rng *rand.Rand, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(rng.Uint32())
	}
	return b
}

// WrongSignature sends a request that is signed with another key and returns an
// error if there is an answer within wait.
func WrongSignature(info jupyter.ConnectionInfo, ch transport.Channel, wait time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), dialTimeout)
	defer cancel()
	session := jupyter.NewSession("abuse")
	s, err := transport.Dial(ctx, info, ch, session.ID)
	if err != nil {
		return err
	}
	defer s.Close()
	frames, err := jupyter.NewCodec("not "+info.Key, jupyter.CodecOptions{}).Encode(session.New(jupyter.KernelInfoRequest{}))
	if err != nil {
		return err
	}
	if err := s.Send(frames); err != nil {
		return err
	}
	if err := s.SetReadDeadline(time.Now().Add(wait)); err != nil {
		return err
	}
	if _, err := s.Recv(); err == nil {
		return errors.New("kerneltest: a message with a wrong signature was answered")
	}
	return nil
}

// SilentSubscriber subscribes to all broadcasts and never reads one. It keeps
// the connection until the test ends.
func SilentSubscriber(t testing.TB, info jupyter.ConnectionInfo) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), dialTimeout)
	defer cancel()
	s, err := transport.Dial(ctx, info, transport.IOPub, "")
	if err == nil {
		t.Cleanup(func() { s.Close() })
		err = s.Subscribe("")
	}
	if err != nil {
		t.Fatalf("kerneltest: silent subscriber: %v", err)
	}
}
