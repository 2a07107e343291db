package jupyter

// InputRequest asks the user for a line, on the stdin channel.
type InputRequest struct {
	Prompt   string `json:"prompt"`
	Password bool   `json:"password"` // do not show what is typed
}

// MsgType returns "input_request".
func (InputRequest) MsgType() string    { return "input_request" }
func (InputRequest) required() []string { return []string{"prompt", "password"} }

// InputReply is what the user typed, without the newline.
type InputReply struct {
	Value string `json:"value"`
}

// MsgType returns "input_reply".
func (InputReply) MsgType() string    { return "input_reply" }
func (InputReply) required() []string { return []string{"value"} }
