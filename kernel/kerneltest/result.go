package kerneltest

import (
	"fmt"
	"strings"

	"schedtick/kernel/jupyter"
)

// Result is what came of a request.
type Result struct {
	Request    *jupyter.Message
	Reply      *jupyter.Message       // nil if there was none yet
	Broadcasts []*jupyter.Message     // in order, statuses included
	Inputs     []jupyter.InputRequest // what was asked, in order
}

// Status returns the reply's status, "" without one.
func (r Result) Status() jupyter.Status { return r.ExecuteReply().Status }

// ExecuteReply returns the reply as that of an execute_request. Of other replies
// it has the outcome.
func (r Result) ExecuteReply() jupyter.ExecuteReply {
	if r.Reply == nil {
		return jupyter.ExecuteReply{}
	}
	as := *r.Reply
	as.Header.Type = "execute_reply"
	// What is wrong with it has failed the test on arrival.
	reply, _ := jupyter.As[jupyter.ExecuteReply](&as)
	return reply
}

// Content types the reply of a [Result]: kerneltest.Content[jupyter.InspectReply](r).
func Content[T any, P interface {
	*T
	jupyter.Content
}](r Result,
) (T, error) {
	if r.Reply == nil {
		var zero T
		return zero, fmt.Errorf("kerneltest: %s has no reply", r.Request.Header.Type)
	}
	return jupyter.As[T, P](r.Reply)
}

// Broadcast returns the broadcasts of one type, typed and in order:
// kerneltest.Broadcast[jupyter.DisplayData](r).
func Broadcast[T any, P interface {
	*T
	jupyter.Content
}](r Result,
) []T {
	var all []T
	for _, m := range r.Broadcasts {
		if c, err := jupyter.As[T, P](m); err == nil {
			all = append(all, c)
		}
	}
	return all
}

// Types returns the types of the broadcasts in order, statuses as their state.
func (r Result) Types() []string {
	var types []string
	for _, m := range r.Broadcasts {
		if s, err := jupyter.As[jupyter.KernelStatus](m); err == nil {
			types = append(types, string(s.State))
			continue
		}
		types = append(types, m.Header.Type)
	}
	return types
}

// Stdout and Stderr return what the cell has written.
func (r Result) Stdout() string { return r.stream(jupyter.Stdout) }

// Stderr returns what the cell has written to its standard error.
func (r Result) Stderr() string { return r.stream(jupyter.Stderr) }

func (r Result) stream(name jupyter.StreamName) string {
	var b strings.Builder
	for _, s := range Broadcast[jupyter.Stream](r) {
		if s.Name == name {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

// Value returns the text/plain form of the cell's value.
func (r Result) Value() (string, bool) {
	for _, v := range Broadcast[jupyter.ExecuteResult](r) {
		return v.Data.Text("text/plain")
	}
	return "", false
}

// Error returns the error that the cell broadcast, or nil.
func (r Result) Error() *jupyter.Failure {
	for _, e := range Broadcast[jupyter.ErrorOutput](r) {
		return &e.Failure
	}
	return nil
}

// Traceback returns the text of the error, or "".
func (r Result) Traceback() string {
	if f := r.Error(); f != nil {
		return strings.Join(f.Traceback, "\n")
	}
	return ""
}

func (r Result) String() string {
	s := fmt.Sprintf("%s: reply %q, broadcasts %q", r.Request.Header.Type, r.Status(), r.Types())
	if f := r.Error(); f != nil {
		s += fmt.Sprintf(", error %s: %s", f.EName, f.EValue)
	}
	return s
}
