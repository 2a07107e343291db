package jupyter

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// List is a JSON array. A nil List is written as [], which the protocol wants
// where encoding/json would write null.
type List[T any] []T

// MarshalJSON writes the list, nil as [].
func (l List[T]) MarshalJSON() ([]byte, error) {
	if l == nil {
		return []byte("[]"), nil
	}
	return marshal([]T(l))
}

// Dict is a JSON object with arbitrary keys. A nil Dict is written as {}.
type Dict[V any] map[string]V

// MarshalJSON writes the object, nil as {}.
func (d Dict[V]) MarshalJSON() ([]byte, error) {
	if d == nil {
		return []byte("{}"), nil
	}
	return marshal(map[string]V(d))
}

// Metadata is a JSON object whose values this package does not interpret.
type Metadata = Dict[json.RawMessage]

// Object is a JSON object kept exactly as it was received or given. The zero
// Object is written as {}.
type Object json.RawMessage

// MarshalJSON writes the object as it is, the zero Object as {}.
func (o Object) MarshalJSON() ([]byte, error) {
	if len(o) == 0 {
		return []byte("{}"), nil
	}
	return o, nil
}

// UnmarshalJSON keeps a copy of data.
func (o *Object) UnmarshalJSON(data []byte) error {
	*o = bytes.Clone(data)
	return nil
}

// Bundle is a MIME bundle: one value in several representations, keyed by MIME
// type. Text types hold a JSON string, binary types a JSON string in base64,
// JSON types any JSON value.
type Bundle map[string]json.RawMessage

// MarshalJSON writes the bundle, nil as {}.
func (b Bundle) MarshalJSON() ([]byte, error) {
	return Dict[json.RawMessage](b).MarshalJSON()
}

// TextBundle returns a bundle with a text/plain representation only.
func TextBundle(text string) Bundle {
	return Bundle{}.WithText("text/plain", text)
}

// WithText sets the representation mime to a string and returns b, which must
// not be nil.
func (b Bundle) WithText(mime, text string) Bundle {
	b[mime] = quote(text)
	return b
}

// WithJSON sets the representation mime to the JSON form of v. Its error is
// encoding/json's.
func (b Bundle) WithJSON(mime string, v any) error {
	raw, err := marshal(v)
	if err != nil {
		return fmt.Errorf("jupyter: bundle: %s: %w", mime, err)
	}
	b[mime] = raw
	return nil
}

// Text returns the representation mime if it is there and is a string.
func (b Bundle) Text(mime string) (string, bool) {
	var s string
	raw, ok := b[mime]
	if !ok || json.Unmarshal(raw, &s) != nil {
		return "", false
	}
	return s, true
}

// quote returns s as JSON, without the HTML escapes of json.Marshal, which
// double the size of an HTML representation. Invalid UTF-8 becomes U+FFFD.
func quote(s string) json.RawMessage {
	raw, err := marshal(s)
	if err != nil { // a string always marshals
		return json.RawMessage(`""`)
	}
	return raw
}

// marshal is json.Marshal without HTML escapes.
func marshal(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}

// isObject reports whether data is one well-formed JSON object.
func isObject(data []byte) bool {
	t := bytes.TrimLeft(data, " \t\r\n")
	return len(t) > 0 && t[0] == '{' && json.Valid(data)
}
