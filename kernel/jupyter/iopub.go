package jupyter

// ExecutionState is what the kernel is doing.
type ExecutionState string

// The states of the kernel.
const (
	Starting ExecutionState = "starting" // once, when the process starts
	Busy     ExecutionState = "busy"
	Idle     ExecutionState = "idle" // also: the last broadcast of its parent
)

// KernelStatus broadcasts the state, before and after each request.
type KernelStatus struct {
	State ExecutionState `json:"execution_state"`
}

// MsgType returns "status".
func (KernelStatus) MsgType() string    { return "status" }
func (KernelStatus) required() []string { return []string{"execution_state"} }

// StreamName is a stream that a program writes to.
type StreamName string

// The streams.
const (
	Stdout StreamName = "stdout"
	Stderr StreamName = "stderr"
)

// Stream broadcasts text that a cell has written.
type Stream struct {
	Name StreamName `json:"name"`
	Text string     `json:"text"`
}

// MsgType returns "stream".
func (Stream) MsgType() string    { return "stream" }
func (Stream) required() []string { return []string{"name", "text"} }

// Transient is what is not kept in the notebook.
type Transient struct {
	DisplayID string `json:"display_id,omitempty"` // the handle for update_display_data
}

// DisplayData broadcasts something to show.
type DisplayData struct {
	Data      Bundle    `json:"data"`
	Metadata  Metadata  `json:"metadata"`
	Transient Transient `json:"transient"`
}

// MsgType returns "display_data".
func (DisplayData) MsgType() string    { return "display_data" }
func (DisplayData) required() []string { return []string{"data", "metadata"} }

// UpdateDisplayData replaces all displays that have the same display id.
type UpdateDisplayData struct {
	Data      Bundle    `json:"data"`
	Metadata  Metadata  `json:"metadata"`
	Transient Transient `json:"transient"` // DisplayID is required
}

// MsgType returns "update_display_data".
func (UpdateDisplayData) MsgType() string    { return "update_display_data" }
func (UpdateDisplayData) required() []string { return []string{"data", "metadata", "transient"} }

// ClearOutput asks for the outputs of the cell to be removed.
type ClearOutput struct {
	Wait bool `json:"wait"` // until there is a new output
}

// MsgType returns "clear_output".
func (ClearOutput) MsgType() string { return "clear_output" }

// ErrorOutput broadcasts the error that a cell ended with.
type ErrorOutput struct {
	Failure
}

// MsgType returns "error".
func (ErrorOutput) MsgType() string    { return "error" }
func (ErrorOutput) required() []string { return []string{"ename", "evalue", "traceback"} }

// IOPubWelcome is sent to a subscriber when its subscription has taken effect.
type IOPubWelcome struct {
	Subscription string `json:"subscription"` // the topic, "" for all
}

// MsgType returns "iopub_welcome".
func (IOPubWelcome) MsgType() string    { return "iopub_welcome" }
func (IOPubWelcome) required() []string { return []string{"subscription"} }
