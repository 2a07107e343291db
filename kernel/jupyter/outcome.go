package jupyter

// Status says how a request ended.
type Status string

// The statuses of replies. is_complete_reply has its own, see [Completeness].
const (
	OK      Status = "ok"
	Error   Status = "error"
	Aborted Status = "aborted" // execute only: an earlier request failed
)

// MarshalJSON writes the status, the zero Status as "ok".
func (s Status) MarshalJSON() ([]byte, error) {
	if s == "" {
		s = OK
	}
	return marshal(string(s))
}

// Failure describes an error, in replies and in the error broadcast.
type Failure struct {
	EName     string       `json:"ename"`     // the kind, such as "panic"
	EValue    string       `json:"evalue"`    // one line for the reader
	Traceback List[string] `json:"traceback"` // what is displayed, ANSI colours allowed
}

// Outcome is the part that all replies share. The zero Outcome is success.
type Outcome struct {
	Status Status `json:"status"`
	// Failure is there if and only if Status is Error.
	*Failure
}

// Failed is the outcome of a request that ended with f.
func Failed(f Failure) Outcome { return Outcome{Status: Error, Failure: &f} }

// ErrorReply is a reply of any type with status error and nothing else: the
// answer to a request whose content is unusable, or that is declined.
type ErrorReply struct {
	Type string // such as "inspect_reply"
	Failure
}

// MsgType returns the type.
func (r ErrorReply) MsgType() string { return r.Type }

// MarshalJSON writes status, ename, evalue and traceback.
func (r ErrorReply) MarshalJSON() ([]byte, error) { return marshal(Failed(r.Failure)) }
