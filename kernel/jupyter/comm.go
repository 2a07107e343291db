package jupyter

// CommInfoRequest asks which comms are open.
type CommInfoRequest struct {
	TargetName string `json:"target_name,omitempty"` // "" for all
}

// MsgType returns "comm_info_request".
func (CommInfoRequest) MsgType() string { return "comm_info_request" }

// CommInfoReply answers a CommInfoRequest.
type CommInfoReply struct {
	Outcome
	Comms Dict[CommInfo] `json:"comms"` // by comm id
}

// MsgType returns "comm_info_reply".
func (CommInfoReply) MsgType() string    { return "comm_info_reply" }
func (CommInfoReply) required() []string { return []string{"status", "comms"} }

// CommInfo describes an open comm.
type CommInfo struct {
	TargetName string `json:"target_name"`
}

// CommOpen opens a comm, from either side.
type CommOpen struct {
	CommID       string `json:"comm_id"`
	TargetName   string `json:"target_name"`
	TargetModule string `json:"target_module,omitempty"`
	Data         Object `json:"data"`
}

// MsgType returns "comm_open".
func (CommOpen) MsgType() string    { return "comm_open" }
func (CommOpen) required() []string { return []string{"comm_id", "target_name"} }

// CommMsg carries data over an open comm.
type CommMsg struct {
	CommID string `json:"comm_id"`
	Data   Object `json:"data"`
}

// MsgType returns "comm_msg".
func (CommMsg) MsgType() string    { return "comm_msg" }
func (CommMsg) required() []string { return []string{"comm_id"} }

// CommClose closes a comm, or refuses a CommOpen.
type CommClose struct {
	CommID string `json:"comm_id"`
	Data   Object `json:"data"`
}

// MsgType returns "comm_close".
func (CommClose) MsgType() string    { return "comm_close" }
func (CommClose) required() []string { return []string{"comm_id"} }
