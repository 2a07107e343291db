package worker

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"schedtick/kernel/heapdump"
)

// frameVersion changes with the meaning of any frame. Both sides are the same
// binary, so another version means that something else writes to the descriptor.
const frameVersion = 1

// maxFrame bounds the payload of a frame, in bytes. The largest ones are displays.
const maxFrame = 256 << 20

// frameType says what a payload is.
type frameType uint8

// The frames. Each names its payload.
const (
	frameInit   frameType = iota + 1 // front: initMsg, first of all
	frameLoad                        // front: loadMsg
	frameRun                         // front: runMsg
	frameStop                        // front: no payload; stops the running cell
	frameAnswer                      // front: answerMsg
	frameOrder                       // front: orderMsg; carried out beside a running cell
	frameReady                       // worker: readyMsg, first of all
	frameLoaded                      // worker: loadedMsg
	frameBegun                       // worker: no payload; the cell is about to run
	frameDone                        // worker: doneMsg, after all output of the cell
	frameDying                       // worker: doneMsg; the process ends itself
	frameShow                        // worker: Display
	frameAsk                         // worker: askMsg
	frameLate                        // worker: lateMsg
	frameObeyed                      // worker: obeyedMsg
	frameEnd                         // no frame
)

// frame is one frame as it was read.
type frame struct {
	typ  frameType
	data []byte
}

// A header is two letters, the version, the type and the payload's length.
const headerSize = 8

// errFrame is wrapped by errors about what cannot be a frame.
var errFrame = errors.New("malformed frame")

// readFrame reads one frame. Its memory follows what has really arrived, not what
// the header claims.
func readFrame(r io.Reader) (frame, error) {
	var h [headerSize]byte
	if _, err := io.ReadFull(r, h[:]); err != nil {
		return frame{}, err
	}
	t, n := frameType(h[3]), binary.BigEndian.Uint32(h[4:])
	switch {
	case h[0] != 'S' || h[1] != 'T':
		return frame{}, fmt.Errorf("worker: %w: begins with %q", errFrame, h[:2])
	case h[2] != frameVersion:
		return frame{}, fmt.Errorf("worker: %w: version %d, want %d", errFrame, h[2], frameVersion)
	case t == 0 || t >= frameEnd:
		return frame{}, fmt.Errorf("worker: %w: type %d", errFrame, t)
	case n > maxFrame:
		return frame{}, fmt.Errorf("worker: %w: %d bytes, at most %d", errFrame, n, maxFrame)
	}
	var b bytes.Buffer
	if _, err := io.CopyN(&b, r, int64(n)); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return frame{}, err
	}
	return frame{t, b.Bytes()}, nil
}

// decode reads the payload into v.
func (f frame) decode(v any) error {
	if err := json.Unmarshal(f.data, v); err != nil {
		return fmt.Errorf("worker: %w: type %d: %w", errFrame, f.typ, err)
	}
	return nil
}

// frameWriter writes frames; each in one piece. It may be used by any goroutine.
type frameWriter struct {
	mu sync.Mutex
	w  io.Writer
}

func (w *frameWriter) send(t frameType, v any) error {
	b := make([]byte, headerSize, 512)
	if v != nil {
		data, err := json.Marshal(v)
		if err != nil {
			return fmt.Errorf("worker: frame of type %d: %w", t, err)
		}
		if len(data) > maxFrame {
			return fmt.Errorf("worker: frame of type %d: %d bytes, at most %d", t, len(data), maxFrame)
		}
		b = append(b, data...)
	}
	b[0], b[1], b[2], b[3] = 'S', 'T', frameVersion, byte(t)
	binary.BigEndian.PutUint32(b[4:], uint32(len(b)-headerSize))
	w.mu.Lock()
	defer w.mu.Unlock()
	heapdump.Calls.Lock()
	defer heapdump.Calls.Unlock()
	if _, err := w.w.Write(b); err != nil {
		return fmt.Errorf("worker: frame of type %d: %w", t, err)
	}
	return nil
}
