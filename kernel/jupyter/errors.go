package jupyter

import (
	"errors"
	"fmt"
)

// Why frames are not a message. Every error of [Codec.Decode] wraps exactly one
// of them.
var (
	// ErrMalformed: too few frames, no delimiter, or a part that is not a JSON
	// object with the types the protocol prescribes.
	ErrMalformed = errors.New("malformed message")
	// ErrSignature: the signature is not the one the key gives.
	ErrSignature = errors.New("wrong signature")
	// ErrReplay: a message with this signature was decoded before.
	ErrReplay = errors.New("message seen before")
	// ErrTooLarge: more bytes or more frames than the codec's limits.
	ErrTooLarge = errors.New("message too large")
)

// DecodeError is what [Codec.Decode] returns: the kind, one of the errors above,
// and what was seen.
type DecodeError struct {
	Kind   error  // ErrMalformed, ErrSignature, ErrReplay or ErrTooLarge
	Detail string // what was seen, never the frame's full text
	Err    error  // the cause below, or nil
}

func (e *DecodeError) Error() string {
	s := "jupyter: decode: " + e.Kind.Error()
	if e.Detail != "" {
		s += ": " + e.Detail
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap returns the kind and the cause.
func (e *DecodeError) Unwrap() []error {
	if e.Err == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Err}
}

// ContentError is what [As] returns: the message was genuine, but its content
// is not that of its type. The sender deserves a reply with status error.
type ContentError struct {
	Type  string // the message type that was wanted
	Field string // the field that is missing, or "" if the content does not parse
	Err   error  // what is wrong
}

func (e *ContentError) Error() string {
	if e.Field != "" {
		return fmt.Sprintf("jupyter: %s: field %q: %v", e.Type, e.Field, e.Err)
	}
	return fmt.Sprintf("jupyter: %s: %v", e.Type, e.Err)
}

// Unwrap returns what is wrong.
func (e *ContentError) Unwrap() error { return e.Err }

var (
	errMissing  = errors.New("is required and missing")
	errNoObject = errors.New("content is not a JSON object")
)
