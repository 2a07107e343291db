package jupyter

import "encoding/json"

// KernelInfoRequest asks what the kernel is.
type KernelInfoRequest struct{}

// MsgType returns "kernel_info_request".
func (KernelInfoRequest) MsgType() string { return "kernel_info_request" }

// KernelInfoReply says what the kernel is. A zero ProtocolVersion is written as
// the package's.
type KernelInfoReply struct {
	Outcome
	ProtocolVersion       string         `json:"protocol_version"`
	Implementation        string         `json:"implementation"`
	ImplementationVersion string         `json:"implementation_version"`
	LanguageInfo          LanguageInfo   `json:"language_info"`
	Banner                string         `json:"banner"`
	Debugger              bool           `json:"debugger"` // supports debug_request
	HelpLinks             List[HelpLink] `json:"help_links"`
	SupportedFeatures     List[string]   `json:"supported_features"`
}

// MsgType returns "kernel_info_reply".
func (KernelInfoReply) MsgType() string { return "kernel_info_reply" }

func (KernelInfoReply) required() []string {
	return []string{"status", "protocol_version", "implementation", "implementation_version", "language_info", "banner"}
}

// MarshalJSON writes the reply.
func (r KernelInfoReply) MarshalJSON() ([]byte, error) {
	type plain KernelInfoReply
	if r.ProtocolVersion == "" {
		r.ProtocolVersion = ProtocolVersion
	}
	return marshal(plain(r))
}

// LanguageInfo describes the language of the cells.
type LanguageInfo struct {
	Name              string          `json:"name"`
	Version           string          `json:"version"`
	MIMEType          string          `json:"mimetype"`
	FileExtension     string          `json:"file_extension"`
	PygmentsLexer     string          `json:"pygments_lexer,omitempty"`
	CodeMirrorMode    json.RawMessage `json:"codemirror_mode,omitempty"` // a JSON string or object
	NBConvertExporter string          `json:"nbconvert_exporter,omitempty"`
}

// HelpLink is an entry of the front end's help menu.
type HelpLink struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}

// ConnectRequest asks for the kernel's ports. It is deprecated.
type ConnectRequest struct{}

// MsgType returns "connect_request".
func (ConnectRequest) MsgType() string { return "connect_request" }

// ConnectReply answers a ConnectRequest.
type ConnectReply struct {
	Outcome
	ShellPort   int `json:"shell_port"`
	IOPubPort   int `json:"iopub_port"`
	StdinPort   int `json:"stdin_port"`
	HBPort      int `json:"hb_port"`
	ControlPort int `json:"control_port"`
}

// MsgType returns "connect_reply".
func (ConnectReply) MsgType() string { return "connect_reply" }

// InterruptRequest asks for the running cell to be stopped.
type InterruptRequest struct{}

// MsgType returns "interrupt_request".
func (InterruptRequest) MsgType() string { return "interrupt_request" }

// InterruptReply answers an InterruptRequest.
type InterruptReply struct {
	Outcome
}

// MsgType returns "interrupt_reply".
func (InterruptReply) MsgType() string    { return "interrupt_reply" }
func (InterruptReply) required() []string { return []string{"status"} }

// ShutdownRequest asks the kernel to end.
type ShutdownRequest struct {
	Restart bool `json:"restart"` // another one will be started in its place
}

// MsgType returns "shutdown_request".
func (ShutdownRequest) MsgType() string { return "shutdown_request" }

// ShutdownReply answers a ShutdownRequest, and is broadcast too.
type ShutdownReply struct {
	Outcome
	Restart bool `json:"restart"`
}

// MsgType returns "shutdown_reply".
func (ShutdownReply) MsgType() string    { return "shutdown_reply" }
func (ShutdownReply) required() []string { return []string{"status", "restart"} }

// DebugRequest is a request of the Debug Adapter Protocol, kept raw.
type DebugRequest struct{ Object }

// MsgType returns "debug_request".
func (DebugRequest) MsgType() string { return "debug_request" }

// DebugReply is a response of the Debug Adapter Protocol, kept raw.
type DebugReply struct{ Object }

// MsgType returns "debug_reply".
func (DebugReply) MsgType() string { return "debug_reply" }

// DebugEvent broadcasts an event of the Debug Adapter Protocol, kept raw.
type DebugEvent struct{ Object }

// MsgType returns "debug_event".
func (DebugEvent) MsgType() string { return "debug_event" }
