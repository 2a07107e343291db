package jupyter

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// Scheme is the only signature scheme that is supported, and the only one that
// Jupyter's own clients use.
const Scheme = "hmac-sha256"

// delimiter ends the routing prefix.
const delimiter = "<IDS|MSG>"

// parts is the number of frames between delimiter and buffers: signature,
// header, parent_header, metadata, content.
const parts = 5

// Limits bounds what [Codec.Decode] looks at. A zero field means its default.
type Limits struct {
	Bytes  int // sum of all frames; default 256 MiB
	JSON   int // each of the four JSON parts; default 64 MiB
	Frames int // identities and buffers included; default 1024
}

func (l Limits) withDefaults() Limits {
	if l.Bytes == 0 {
		l.Bytes = 256 << 20
	}
	if l.JSON == 0 {
		l.JSON = 64 << 20
	}
	if l.Frames == 0 {
		l.Frames = 1024
	}
	return l
}

// CodecOptions are the optional settings of a [Codec].
type CodecOptions struct {
	Limits Limits
	// Replay is the number of signatures that are remembered in order to refuse
	// a message that is sent twice; 0 turns this off. It has no effect without
	// a key.
	Replay int
}

// Codec turns messages into frames and back. It is safe for use by several
// goroutines.
type Codec struct {
	key    []byte
	limits Limits
	seen   *replayGuard // nil if off
}

// NewCodec returns a codec for the key of a connection file. With an empty key
// messages are neither signed nor verified; it is the caller's to warn of that.
func NewCodec(key string, opts CodecOptions) *Codec {
	c := &Codec{key: []byte(key), limits: opts.Limits.withDefaults()}
	if opts.Replay > 0 && key != "" {
		c.seen = newReplayGuard(opts.Replay)
	}
	return c
}

// Signed reports whether the codec has a key.
func (c *Codec) Signed() bool { return len(c.key) > 0 }

// Encode signs m and returns its frames. It fails if the content or the metadata
// cannot be written as JSON.
func (c *Codec) Encode(m *Message) ([][]byte, error) {
	var json [parts - 1][]byte
	for i, v := range []any{m.Header, m.Parent, m.Metadata} {
		b, err := marshal(v)
		if err != nil {
			return nil, fmt.Errorf("jupyter: encode: %s: %w", m.Header.Type, err)
		}
		json[i] = b
	}
	content, err := m.RawContent()
	if err != nil {
		return nil, fmt.Errorf("jupyter: encode: %s: content: %w", m.Header.Type, err)
	}
	json[parts-2] = content

	frames := make([][]byte, 0, len(m.Identities)+1+parts+len(m.Buffers))
	frames = append(frames, m.Identities...)
	frames = append(frames, []byte(delimiter), c.sign(json[:]))
	frames = append(frames, json[:]...)
	return append(frames, m.Buffers...), nil
}

// Decode verifies frames and returns the message, its content as [RawContent].
// Its errors are *[DecodeError]; it never panics. The message shares memory with
// frames.
func (c *Codec) Decode(frames [][]byte) (*Message, error) {
	if err := c.limits.check(frames); err != nil {
		return nil, err
	}
	at := -1
	for i, f := range frames {
		if string(f) == delimiter {
			at = i
			break
		}
	}
	switch {
	case at < 0:
		return nil, malformed("no delimiter in %d frames", len(frames))
	case len(frames) < at+1+parts:
		return nil, malformed("%d frames after the delimiter, want %d or more", len(frames)-at-1, parts)
	}
	sig, body := frames[at+1], frames[at+2:at+1+parts]

	// Nothing of an unsigned body is looked at, beyond its size.
	if err := c.verify(sig, body); err != nil {
		return nil, err
	}
	m := &Message{Identities: frames[:at:at], Buffers: frames[at+1+parts:]}
	for i, name := range [...]string{"header", "parent_header", "metadata", "content"} {
		if len(body[i]) > c.limits.JSON {
			return nil, &DecodeError{Kind: ErrTooLarge, Detail: fmt.Sprintf("%s of %d bytes, limit %d", name, len(body[i]), c.limits.JSON)}
		}
		// Some clients write null for an absent parent or metadata.
		if i == 1 || i == 2 {
			if bytes.Equal(body[i], []byte("null")) || len(body[i]) == 0 {
				continue
			}
		}
		if !isObject(body[i]) {
			return nil, malformed("%s is not a JSON object", name)
		}
		if err := m.setPart(i, body[i]); err != nil {
			return nil, &DecodeError{Kind: ErrMalformed, Detail: name, Err: err}
		}
	}
	if m.Header.Type == "" || m.Header.ID == "" {
		return nil, malformed("header without msg_type or msg_id")
	}
	m.Content = RawContent{Type: m.Header.Type, JSON: body[3]}
	return m, nil
}

// setPart parses the i-th JSON part; the content stays raw.
func (m *Message) setPart(i int, data []byte) error {
	switch i {
	case 0:
		return m.Header.UnmarshalJSON(data)
	case 1:
		return m.Parent.UnmarshalJSON(data)
	case 2:
		return json.Unmarshal(data, &m.Metadata)
	}
	return nil
}

// sign returns the signature of the four JSON parts in hexadecimal, empty
// without a key.
func (c *Codec) sign(json [][]byte) []byte {
	if !c.Signed() {
		return []byte{}
	}
	mac := hmac.New(sha256.New, c.key)
	for _, part := range json {
		mac.Write(part)
	}
	return hex.AppendEncode(nil, mac.Sum(nil))
}

func (c *Codec) verify(sig []byte, body [][]byte) error {
	if !c.Signed() {
		return nil
	}
	if !hmac.Equal(sig, c.sign(body)) {
		return &DecodeError{Kind: ErrSignature, Detail: fmt.Sprintf("%d bytes", len(sig))}
	}
	if c.seen != nil && !c.seen.first([sha256.Size * 2]byte(sig)) {
		return &DecodeError{Kind: ErrReplay}
	}
	return nil
}

func (l Limits) check(frames [][]byte) error {
	if len(frames) > l.Frames {
		return &DecodeError{Kind: ErrTooLarge, Detail: fmt.Sprintf("%d frames, limit %d", len(frames), l.Frames)}
	}
	n := 0
	for _, f := range frames {
		n += len(f)
	}
	if n > l.Bytes {
		return &DecodeError{Kind: ErrTooLarge, Detail: fmt.Sprintf("%d bytes, limit %d", n, l.Bytes)}
	}
	return nil
}

func malformed(format string, args ...any) error {
	return &DecodeError{Kind: ErrMalformed, Detail: fmt.Sprintf(format, args...)}
}
