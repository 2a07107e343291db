package kernel

import (
	"errors"
	"strings"

	"schedtick/kernel/jupyter"
	"schedtick/kernel/transport"
)

// route says how requests of one type are dealt with.
type route struct {
	msgType string
	on      []transport.Channel // where clients may send it
	// overlaps: answered at once by the channel's reader, while a cell runs.
	// Otherwise it waits its turn behind the cells.
	overlaps bool
	handle   func(*request)
	// declined says why the kernel does not do it. The request is answered with
	// an error.
	declined string
}

var (
	shell   = []transport.Channel{transport.Shell}
	control = []transport.Channel{transport.Control}
	either  = []transport.Channel{transport.Shell, transport.Control}
)

// routes is the whole of what the kernel answers. What is not here is logged;
// input_reply comes on stdin and is no request (stdin.go).
var routes = []route{
	{"execute_request", shell, false, (*request).execute, ""},
	{"inspect_request", shell, true, typed((*request).inspect), ""},
	{"complete_request", shell, true, typed((*request).complete), ""},
	{"is_complete_request", shell, true, typed((*request).isComplete), ""},
	{"history_request", shell, true, typed((*request).history), ""},
	{"kernel_info_request", either, true, typed((*request).kernelInfo), ""},
	{"connect_request", either, true, typed((*request).connect), ""},
	{"comm_info_request", either, true, typed((*request).commInfo), ""},
	{"comm_open", shell, false, typed((*request).commOpen), ""},
	{"comm_msg", shell, false, typed((*request).commMsg), ""},
	{"comm_close", shell, false, typed((*request).commClose), ""},
	{"interrupt_request", either, true, typed((*request).interrupt), ""},
	{"shutdown_request", either, true, (*request).shutdown, ""},

	{"debug_request", control, true, nil, "the kernel has no debugger"},
	{"create_subshell_request", control, true, nil, "the kernel has no subshells: it answers while a cell runs"},
	{"delete_subshell_request", control, true, nil, "the kernel has no subshells"},
	{"list_subshell_request", control, true, nil, "the kernel has no subshells"},
	{"usage_request", control, true, nil, "the report under each cell says what it used"},
}

// table indexes routes by type.
func table() map[string]*route {
	t := make(map[string]*route, len(routes))
	for i := range routes {
		t[routes[i].msgType] = &routes[i]
	}
	return t
}

// accepts reports whether the route may come on ch.
func (r *route) accepts(ch transport.Channel) bool {
	for _, c := range r.on {
		if c == ch {
			return true
		}
	}
	return false
}

// typed makes a handler of a method that takes a typed content and returns the
// reply, or nil for none. Content that is not of its type is answered with an
// error.
func typed[T any, P interface {
	*T
	jupyter.Content
}](answer func(*request, T) jupyter.Content,
) func(*request) {
	return func(r *request) {
		content, err := jupyter.As[T, P](r.msg)
		if err != nil {
			r.refuse("malformed request", err)
			return
		}
		if reply := answer(r, content); reply != nil {
			r.reply(reply)
		}
	}
}

// serve answers one request, between busy and idle. A panic of a handler costs
// that request only.
func (r *request) serve() {
	overlapped := r.route.overlaps
	r.k.rest.busy()
	defer r.k.rest.idle()
	r.k.status.busy(r.msg.Header, overlapped)
	defer func() {
		r.k.status.idle(r.msg.Header, overlapped)
		if r.last { // after its idle: what comes behind the end is not sent
			r.k.quit()
		}
	}()
	defer r.k.survive(r)
	if r.route.handle == nil {
		r.refuse("not supported", errors.New(r.route.declined))
		return
	}
	r.route.handle(r)
}

// replyType returns the type of the reply to a request, "" if it has none.
func replyType(msgType string) string {
	if name, ok := strings.CutSuffix(msgType, "_request"); ok {
		return name + "_reply"
	}
	return ""
}
