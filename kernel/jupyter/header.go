package jupyter

import (
	"bytes"
	"encoding/json"
	"time"
)

// ProtocolVersion is the version of the messaging protocol that this package
// speaks and announces in each header it makes.
const ProtocolVersion = "5.5"

// Header identifies a message. The zero Header is "no message": as a parent it
// is written as {}.
//
// A Header that was decoded is written again exactly as it was read, unknown
// fields included, whatever its exported fields say by then.
type Header struct {
	ID       string    // unique for each message
	Session  string    // of the sender, the same from its start to its end
	Username string    // of the sender
	Date     time.Time // when it was made; zero if absent or unreadable
	Type     string    // msg_type, such as "execute_request"
	Version  string    // of the protocol, such as "5.5"
	Subshell string    // subshell_id, or ""

	raw json.RawMessage // as received, or nil
}

// IsZero reports whether h is the header of no message.
func (h Header) IsZero() bool { return h.ID == "" && h.Type == "" && h.raw == nil }

// Raw returns the JSON text that h was decoded from, or nil. It must not be
// changed.
func (h Header) Raw() json.RawMessage { return h.raw }

// headerJSON is the wire form of a Header. Date is text here: clients differ in
// how they write it, and an odd date is no reason to refuse a message.
type headerJSON struct {
	ID       string `json:"msg_id"`
	Session  string `json:"session"`
	Username string `json:"username"`
	Date     string `json:"date"`
	Type     string `json:"msg_type"`
	Version  string `json:"version"`
	Subshell string `json:"subshell_id,omitempty"`
}

// dateLayout is ISO 8601 with microseconds and zone, as Python's isoformat.
const dateLayout = "2006-01-02T15:04:05.000000Z07:00"

// MarshalJSON writes the header as it was received, or from its fields.
func (h Header) MarshalJSON() ([]byte, error) {
	if h.raw != nil {
		return h.raw, nil
	}
	if h.IsZero() {
		return []byte("{}"), nil
	}
	return marshal(headerJSON{
		ID: h.ID, Session: h.Session, Username: h.Username,
		Date: h.Date.UTC().Format(dateLayout),
		Type: h.Type, Version: h.Version, Subshell: h.Subshell,
	})
}

// UnmarshalJSON reads a header and remembers its text. {} gives the zero Header.
func (h *Header) UnmarshalJSON(data []byte) error {
	// A null in an optional field leaves it empty; date may be anything.
	var w struct {
		headerJSON
		Date json.RawMessage `json:"date"`
	}
	if err := json.Unmarshal(data, &w); err != nil {
		return err
	}
	*h = Header{
		ID: w.ID, Session: w.Session, Username: w.Username,
		Type: w.Type, Version: w.Version, Subshell: w.Subshell,
	}
	var date string
	if json.Unmarshal(w.Date, &date) == nil {
		if t, err := time.Parse(time.RFC3339Nano, date); err == nil {
			h.Date = t
		}
	}
	if s := bytes.TrimSpace(data); !bytes.Equal(s, []byte("{}")) {
		h.raw = bytes.Clone(s)
	}
	return nil
}
