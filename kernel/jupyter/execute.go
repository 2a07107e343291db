package jupyter

import "encoding/json"

// ExecuteRequest asks for a cell to be run. Decoded by [As] it has the
// protocol's defaults: StoreHistory, AllowStdin and StopOnError are true if
// absent, and StoreHistory is false if Silent is true.
type ExecuteRequest struct {
	Code            string       `json:"code"`
	Silent          bool         `json:"silent"`           // no broadcast, no history, no count
	StoreHistory    bool         `json:"store_history"`    // raise the execution count
	UserExpressions Dict[string] `json:"user_expressions"` // evaluated after the code, in its own namespace
	AllowStdin      bool         `json:"allow_stdin"`      // input_request may be sent
	StopOnError     bool         `json:"stop_on_error"`    // abort the queued requests after an error
}

// MsgType returns "execute_request".
func (ExecuteRequest) MsgType() string    { return "execute_request" }
func (ExecuteRequest) required() []string { return []string{"code"} }
func (r *ExecuteRequest) setDefaults() {
	r.StoreHistory, r.AllowStdin, r.StopOnError = true, true, true
}

// UnmarshalJSON reads the request; a silent one stores no history.
func (r *ExecuteRequest) UnmarshalJSON(data []byte) error {
	type plain ExecuteRequest
	if err := json.Unmarshal(data, (*plain)(r)); err != nil {
		return err
	}
	r.StoreHistory = r.StoreHistory && !r.Silent
	return nil
}

// ExecuteReply answers an ExecuteRequest, whatever its outcome.
type ExecuteReply struct {
	Outcome
	ExecutionCount  int                  `json:"execution_count"`
	Payload         List[Payload]        `json:"payload"`
	UserExpressions Dict[UserExpression] `json:"user_expressions"`
}

// MsgType returns "execute_reply".
func (ExecuteReply) MsgType() string    { return "execute_reply" }
func (ExecuteReply) required() []string { return []string{"status"} }

// MarshalJSON writes the reply; of a request that was not run, only that. A front end
// would write a count beside the cell as if it had run.
func (r ExecuteReply) MarshalJSON() ([]byte, error) {
	if r.Status == Aborted {
		return marshal(r.Outcome)
	}
	type plain ExecuteReply
	return marshal(plain(r))
}

// UserExpression is the value of one user expression, or why it has none.
type UserExpression struct {
	Outcome
	Data     Bundle   `json:"data,omitempty"`
	Metadata Metadata `json:"metadata"`
}

// Payload asks the front end to do something after a cell. Source selects
// which fields count.
type Payload struct {
	Source  string  `json:"source"`            // "page", "set_next_input", "edit_magic" or "ask_exit"
	Data    Bundle  `json:"data,omitempty"`    // page: what to show in the pager
	Start   int     `json:"start,omitempty"`   // page: first line shown
	Text    *string `json:"text,omitempty"`    // set_next_input: the cell's text
	Replace *bool   `json:"replace,omitempty"` // set_next_input: overwrite the current cell

	Filename   string `json:"filename,omitempty"`    // edit_magic
	LineNumber int    `json:"line_number,omitempty"` // edit_magic

	KeepKernel *bool `json:"keepkernel,omitempty"` // ask_exit
}

// PagePayload shows data in the front end's pager.
func PagePayload(data Bundle) Payload { return Payload{Source: "page", Data: data} }

// NextInputPayload puts text into a new cell, or into the current one.
func NextInputPayload(text string, replace bool) Payload {
	return Payload{Source: "set_next_input", Text: &text, Replace: &replace}
}

// ExecuteInput broadcasts the code that is about to run.
type ExecuteInput struct {
	Code           string `json:"code"`
	ExecutionCount int    `json:"execution_count"`
}

// MsgType returns "execute_input".
func (ExecuteInput) MsgType() string    { return "execute_input" }
func (ExecuteInput) required() []string { return []string{"code", "execution_count"} }

// ExecuteResult broadcasts the value of a cell.
type ExecuteResult struct {
	ExecutionCount int        `json:"execution_count"`
	Data           Bundle     `json:"data"`
	Metadata       Metadata   `json:"metadata"`
	Transient      *Transient `json:"transient,omitempty"`
}

// MsgType returns "execute_result".
func (ExecuteResult) MsgType() string    { return "execute_result" }
func (ExecuteResult) required() []string { return []string{"execution_count", "data", "metadata"} }
