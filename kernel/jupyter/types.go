package jupyter

// NewContent returns a pointer to a zero content of the given type, or nil if
// this package does not know the type. It is for code that treats all types
// alike; a handler knows its own and uses [As].
func NewContent(msgType string) Content {
	for _, c := range contents() {
		if c.MsgType() == msgType {
			return c
		}
	}
	return nil
}

// contents returns a zero value of each content that has a type of its own.
func contents() []Content {
	return []Content{
		// shell and control
		new(ExecuteRequest), new(ExecuteReply),
		new(InspectRequest), new(InspectReply),
		new(CompleteRequest), new(CompleteReply),
		new(IsCompleteRequest), new(IsCompleteReply),
		new(HistoryRequest), new(HistoryReply),
		new(CommInfoRequest), new(CommInfoReply),
		new(KernelInfoRequest), new(KernelInfoReply),
		new(ConnectRequest), new(ConnectReply),
		new(InterruptRequest), new(InterruptReply),
		new(ShutdownRequest), new(ShutdownReply),
		new(DebugRequest), new(DebugReply),
		// both directions
		new(CommOpen), new(CommMsg), new(CommClose),
		// stdin
		new(InputRequest), new(InputReply),
		// iopub
		new(KernelStatus), new(Stream), new(DisplayData), new(UpdateDisplayData),
		new(ExecuteInput), new(ExecuteResult), new(ErrorOutput), new(ClearOutput),
		new(DebugEvent), new(IOPubWelcome),
	}
}

// Decode types the content of m by its msg_type, as [As] does for one type. The
// result is a pointer to one of the content types, or m's [RawContent] if the
// type is unknown.
func (m *Message) Decode() (Content, error) {
	c := NewContent(m.Header.Type)
	if c == nil {
		return m.Content, nil
	}
	if err := m.decode(c); err != nil {
		return nil, err
	}
	return c, nil
}
