package jupyter

import (
	"encoding/json"
)

// Content is the content of one message type. The types of this package that
// end in Request, Reply, or name a broadcast implement it; so does [RawContent].
type Content interface {
	// MsgType returns the msg_type of the header that belongs to the content.
	MsgType() string
}

// Message is one message, decoded or to be encoded. It is plain data: nobody
// changes it once it has been handed on.
type Message struct {
	Identities [][]byte // routing prefix; the topic of a broadcast
	Header     Header
	Parent     Header // of the request that caused it; zero if none
	Metadata   Metadata
	Content    Content
	Buffers    [][]byte // binary data behind the content
}

// RawContent is content that has not been typed: what [Codec.Decode] gives, and
// what a caller uses to send a type that this package does not know.
type RawContent struct {
	Type string
	JSON json.RawMessage // a JSON object; nil is {}
}

// MsgType returns the type.
func (c RawContent) MsgType() string { return c.Type }

// MarshalJSON returns the JSON as it is.
func (c RawContent) MarshalJSON() ([]byte, error) { return Object(c.JSON).MarshalJSON() }

// As types the content of a decoded message. It fails with a *[ContentError] if
// the message has another type, if a required field is missing, or if a field
// has a wrong JSON type. Unknown fields are ignored.
func As[T any, P interface {
	*T
	Content
}](m *Message,
) (T, error) {
	var c T
	err := m.decode(P(&c))
	return c, err
}

// decode fills into, a pointer to the content type that the message should have.
func (m *Message) decode(into Content) error {
	want := into.MsgType()
	if m.Header.Type != want {
		return &ContentError{Type: want, Err: &typeError{got: m.Header.Type}}
	}
	raw, err := m.RawContent()
	if err != nil {
		return &ContentError{Type: want, Err: err}
	}
	if !isObject(raw) {
		return &ContentError{Type: want, Err: errNoObject}
	}
	if d, ok := into.(defaulter); ok {
		d.setDefaults()
	}
	if r, ok := into.(requirer); ok {
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(raw, &fields); err != nil {
			return &ContentError{Type: want, Err: err}
		}
		for _, name := range r.required() {
			if v, ok := fields[name]; !ok || string(v) == "null" {
				return &ContentError{Type: want, Field: name, Err: errMissing}
			}
		}
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return &ContentError{Type: want, Err: err}
	}
	return nil
}

// RawContent returns the JSON text of the content. It is what was received, or
// the encoding of the typed content, whose error it returns.
func (m *Message) RawContent() (json.RawMessage, error) {
	switch c := m.Content.(type) {
	case nil:
		return json.RawMessage("{}"), nil
	case RawContent:
		if c.JSON == nil {
			return json.RawMessage("{}"), nil
		}
		return c.JSON, nil
	default:
		return marshal(c)
	}
}

// defaulter is implemented by contents for which the protocol prescribes
// defaults other than Go's zero values.
type defaulter interface{ setDefaults() }

// requirer is implemented by contents with fields that must be present.
type requirer interface{ required() []string }

// typeError says that a message is of another type than was asked for.
type typeError struct{ got string }

func (e *typeError) Error() string { return "message is of type " + e.got }
