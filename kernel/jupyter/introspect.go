package jupyter

// InspectRequest asks what the code at a position is.
type InspectRequest struct {
	Code        string `json:"code"`
	CursorPos   int    `json:"cursor_pos"`   // in Unicode code points
	DetailLevel int    `json:"detail_level"` // 0, or 1 for more, such as the source
}

// MsgType returns "inspect_request".
func (InspectRequest) MsgType() string    { return "inspect_request" }
func (InspectRequest) required() []string { return []string{"code", "cursor_pos"} }

// InspectReply answers an InspectRequest.
type InspectReply struct {
	Outcome
	Found    bool     `json:"found"`
	Data     Bundle   `json:"data"` // empty if not found
	Metadata Metadata `json:"metadata"`
}

// MsgType returns "inspect_reply".
func (InspectReply) MsgType() string    { return "inspect_reply" }
func (InspectReply) required() []string { return []string{"status"} }

// CompleteRequest asks what could stand at a position.
type CompleteRequest struct {
	Code      string `json:"code"`
	CursorPos int    `json:"cursor_pos"` // in Unicode code points
}

// MsgType returns "complete_request".
func (CompleteRequest) MsgType() string    { return "complete_request" }
func (CompleteRequest) required() []string { return []string{"code", "cursor_pos"} }

// CompleteReply answers a CompleteRequest. Each match replaces the code between
// CursorStart and CursorEnd.
type CompleteReply struct {
	Outcome
	Matches     List[string]     `json:"matches"`
	CursorStart int              `json:"cursor_start"` // in Unicode code points
	CursorEnd   int              `json:"cursor_end"`
	Metadata    CompleteMetadata `json:"metadata"`
}

// MsgType returns "complete_reply".
func (CompleteReply) MsgType() string    { return "complete_reply" }
func (CompleteReply) required() []string { return []string{"status"} }

// CompleteMetadata is what front ends show beside the matches. It is in common
// use, though the protocol leaves it open.
type CompleteMetadata struct {
	// Types has one entry a match, in the same order, or none.
	Types []CompletionItem `json:"_jupyter_types_experimental,omitempty"`
}

// CompletionItem describes one match.
type CompletionItem struct {
	Text      string `json:"text"`
	Type      string `json:"type"` // such as "function", "module", "keyword"
	Signature string `json:"signature,omitempty"`
	Start     int    `json:"start"` // in Unicode code points
	End       int    `json:"end"`
}

// IsCompleteRequest asks whether code is ready to run or goes on.
type IsCompleteRequest struct {
	Code string `json:"code"`
}

// MsgType returns "is_complete_request".
func (IsCompleteRequest) MsgType() string    { return "is_complete_request" }
func (IsCompleteRequest) required() []string { return []string{"code"} }

// Completeness is the status of an IsCompleteReply.
type Completeness string

// What code can be.
const (
	Complete   Completeness = "complete"
	Incomplete Completeness = "incomplete"
	Invalid    Completeness = "invalid"
	Unknown    Completeness = "unknown"
)

// IsCompleteReply answers an IsCompleteRequest. Its status is not that of other
// replies.
type IsCompleteReply struct {
	Status Completeness `json:"status"`
	Indent string       `json:"indent"` // of the next line; only if Incomplete
}

// MsgType returns "is_complete_reply".
func (IsCompleteReply) MsgType() string    { return "is_complete_reply" }
func (IsCompleteReply) required() []string { return []string{"status"} }
