package jupyter

import (
	"encoding/json"
	"fmt"
)

// HistoryAccess is how a HistoryRequest selects entries.
type HistoryAccess string

// The ways to select history.
const (
	HistoryRange  HistoryAccess = "range"  // Session, Start, Stop
	HistoryTail   HistoryAccess = "tail"   // the last N
	HistorySearch HistoryAccess = "search" // the last N that match Pattern
)

// HistoryRequest asks for earlier inputs.
type HistoryRequest struct {
	Output  bool          `json:"output"` // with outputs
	Raw     bool          `json:"raw"`    // as typed, not as transformed
	Access  HistoryAccess `json:"hist_access_type"`
	Session int           `json:"session"` // range: absolute if positive, else relative to the current one
	Start   int           `json:"start"`   // range: first line
	Stop    *int          `json:"stop"`    // range: line after the last; nil for the end
	N       int           `json:"n"`       // tail, search: how many; 0 for no bound
	Pattern string        `json:"pattern"` // search: glob with * and ?
	Unique  bool          `json:"unique"`  // search: the newest of equal inputs only
}

// MsgType returns "history_request".
func (HistoryRequest) MsgType() string    { return "history_request" }
func (HistoryRequest) required() []string { return []string{"hist_access_type"} }
func (r *HistoryRequest) setDefaults()    { r.Raw = true }

// HistoryReply answers a HistoryRequest, oldest entry first.
type HistoryReply struct {
	Outcome
	History List[HistoryEntry] `json:"history"`
}

// MsgType returns "history_reply".
func (HistoryReply) MsgType() string    { return "history_reply" }
func (HistoryReply) required() []string { return []string{"status"} }

// HistoryEntry is one earlier input. On the wire it is [session, line, input],
// or [session, line, [input, output]] if outputs were asked for.
type HistoryEntry struct {
	Session    int
	Line       int
	Input      string
	WithOutput bool    // the four-part form
	Output     *string // nil if there was none
}

// MarshalJSON writes the entry as an array.
func (e HistoryEntry) MarshalJSON() ([]byte, error) {
	if e.WithOutput {
		return marshal([]any{e.Session, e.Line, []any{e.Input, e.Output}})
	}
	return marshal([]any{e.Session, e.Line, e.Input})
}

// UnmarshalJSON reads either form.
func (e *HistoryEntry) UnmarshalJSON(data []byte) error {
	var parts []json.RawMessage
	if err := json.Unmarshal(data, &parts); err != nil {
		return err
	}
	if len(parts) != 3 {
		return fmt.Errorf("history entry of %d parts, want 3", len(parts))
	}
	*e = HistoryEntry{}
	if err := json.Unmarshal(parts[0], &e.Session); err != nil {
		return err
	}
	if err := json.Unmarshal(parts[1], &e.Line); err != nil {
		return err
	}
	if json.Unmarshal(parts[2], &e.Input) == nil {
		return nil
	}
	var pair []json.RawMessage
	if err := json.Unmarshal(parts[2], &pair); err != nil {
		return err
	}
	if len(pair) != 2 {
		return fmt.Errorf("history entry with a pair of %d", len(pair))
	}
	e.WithOutput = true
	if err := json.Unmarshal(pair[0], &e.Input); err != nil {
		return err
	}
	return json.Unmarshal(pair[1], &e.Output)
}
