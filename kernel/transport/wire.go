package transport

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"os"
	"sync/atomic"
	"time"
)

// Flags and sizes of ZMTP 3 (https://rfc.zeromq.org/spec/23).
const (
	flagMore    = 0x1
	flagLong    = 0x2
	flagCommand = 0x4

	greetingSize = 64

	// maxHandshakeCommand bounds READY, which holds a socket type and an
	// identity of at most 255 bytes.
	maxHandshakeCommand = 4 << 10
	// maxCommand bounds the commands after it: PING, SUBSCRIBE, CANCEL.
	maxCommand = 4 << 10
	// wholeFrame is the size from which a frame is collected before zmq4 hears
	// of it. zmq4 reserves the announced size at once; so it hears of a large
	// one only when the bytes are there.
	wholeFrame = 64 << 10

	wireBuffer = 32 << 10
)

// wire is the net.Conn below a zmq4.Conn. It guards zmq4 from what it would
// trust (sizes, reserved flags, commands at odd times), answers for the commands
// that zmq4 would drop or mishandle, buffers both directions, and gives up on a
// peer that does not read.
//
// One goroutine reads, one writes. After established, nothing that was written
// leaves before flush.
type wire struct {
	net.Conn
	r *bufio.Reader
	w *bufio.Writer

	limits Limits
	// command is told of each command after the handshake. It is called by the
	// reading goroutine.
	command func(name string, body []byte)

	open     atomic.Bool  // the handshake is complete
	progress atomic.Int64 // when bytes last left, in Unix nanoseconds

	// State of the incoming stream.
	greeting int          // bytes of the greeting still to come
	ready    bytes.Buffer // to hand out next: a header, or a whole large frame
	body     uint64       // then so many bytes straight from r
	frames   int          // of the current message so far
	size     uint64       // of the current message so far
	scratch  [8]byte      // length of a long frame
}

func newWire(c net.Conn, limits Limits, command func(string, []byte)) *wire {
	w := &wire{Conn: c, limits: limits, command: command, greeting: greetingSize}
	w.r = bufio.NewReaderSize(c, wireBuffer)
	w.w = bufio.NewWriterSize(stallWriter{w}, wireBuffer)
	w.progress.Store(time.Now().UnixNano())
	return w
}

// established ends the handshake.
func (w *wire) established() { w.open.Store(true) }

// Read hands zmq4 only such bytes as it can be trusted with.
func (w *wire) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if w.greeting > 0 {
		n, err := w.r.Read(p[:min(len(p), w.greeting)])
		w.greeting -= n
		return n, err
	}
	for w.ready.Len() == 0 && w.body == 0 {
		if err := w.nextFrame(); err != nil {
			return 0, err
		}
	}
	if w.ready.Len() > 0 {
		n, err := w.ready.Read(p)
		if w.ready.Cap() > wireBuffer && w.ready.Len() == 0 {
			w.ready = bytes.Buffer{} // a large frame's memory is not kept
		}
		return n, err
	}
	n, err := w.r.Read(p[:min(uint64(len(p)), w.body)])
	w.body -= uint64(n)
	return n, err
}

// nextFrame reads the next header and checks it. It leaves what zmq4 is to see
// in ready and body; after a command that it dealt with itself, nothing.
func (w *wire) nextFrame() error {
	flags, err := w.r.ReadByte()
	if err != nil {
		return err
	}
	if flags&^(flagMore|flagLong|flagCommand) != 0 {
		return errFlags
	}
	var size uint64
	if flags&flagLong != 0 {
		if _, err := io.ReadFull(w.r, w.scratch[:]); err != nil {
			return err
		}
		size = binary.BigEndian.Uint64(w.scratch[:])
	} else {
		b, err := w.r.ReadByte()
		if err != nil {
			return err
		}
		size = uint64(b)
	}
	if flags&flagCommand != 0 {
		return w.nextCommand(flags, size)
	}
	if !w.open.Load() {
		return errEarly
	}
	if err := w.admit(flags, size); err != nil {
		return err
	}
	w.announce(flags, size)
	if size < wholeFrame {
		w.body = size
		return nil
	}
	_, err = io.CopyN(&w.ready, w.r, int64(size))
	return err
}

// nextCommand lets the handshake's command through to zmq4 and deals with later
// ones here.
func (w *wire) nextCommand(flags byte, size uint64) error {
	if flags&flagMore != 0 || w.frames > 0 {
		return errCommand
	}
	if !w.open.Load() {
		if size > maxHandshakeCommand {
			return errFrameSize
		}
		w.announce(flags, size)
		w.body = size
		return nil
	}
	if size > maxCommand {
		return errFrameSize
	}
	cmd := make([]byte, size)
	if _, err := io.ReadFull(w.r, cmd); err != nil {
		return err
	}
	if size == 0 || int(cmd[0]) > len(cmd)-1 {
		return errCommand
	}
	n := 1 + int(cmd[0])
	w.command(string(cmd[1:n]), cmd[n:])
	return nil
}

// admit counts a frame of the current message against the limits.
func (w *wire) admit(flags byte, size uint64) error {
	limit := uint64(w.limits.MessageBytes)
	if size > limit {
		return errFrameSize
	}
	w.frames++
	w.size += size
	if w.size > limit {
		return errMsgSize
	}
	if w.frames > w.limits.MessageFrames {
		return errFrames
	}
	if flags&flagMore == 0 {
		w.frames, w.size = 0, 0
	}
	return nil
}

// announce queues the header of a frame for zmq4.
func (w *wire) announce(flags byte, size uint64) {
	w.ready.WriteByte(flags)
	if flags&flagLong != 0 {
		w.ready.Write(w.scratch[:])
	} else {
		w.ready.WriteByte(byte(size))
	}
}

// Write buffers p. During the handshake it sends p at once, since zmq4 then
// waits for the peer's answer.
func (w *wire) Write(p []byte) (int, error) {
	n, err := w.w.Write(p)
	if err == nil && !w.open.Load() {
		err = w.w.Flush()
	}
	return n, err
}

// flush sends what is buffered.
func (w *wire) flush() error { return w.w.Flush() }

// closeWrite tells the peer that nothing more will come, where the network can.
func (w *wire) closeWrite() error {
	if c, ok := w.Conn.(interface{ CloseWrite() error }); ok {
		return c.CloseWrite()
	}
	return nil
}

// stallWriter writes to the connection for as long as the peer takes any bytes
// at all within the stall time.
type stallWriter struct{ w *wire }

func (s stallWriter) Write(p []byte) (int, error) {
	w, done := s.w, 0
	for {
		if w.open.Load() { // the handshake has its own deadline
			if err := w.Conn.SetWriteDeadline(time.Now().Add(w.limits.Stall)); err != nil {
				return done, err
			}
		}
		n, err := w.Conn.Write(p[done:])
		done += n
		if n > 0 {
			w.progress.Store(time.Now().UnixNano())
		}
		switch {
		case err == nil:
			return done, nil
		case !errors.Is(err, os.ErrDeadlineExceeded):
			return done, err
		case n == 0:
			return done, errStalled
		}
	}
}
