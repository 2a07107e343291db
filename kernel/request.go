package kernel

import (
	"fmt"
	"runtime/debug"

	"schedtick/kernel/jupyter"
	"schedtick/kernel/transport"
)

// request is a message from a client with all that its handler needs: what it is
// the parent of is passed along with it, never looked up.
type request struct {
	k     *Kernel
	in    transport.Request
	msg   *jupyter.Message
	route *route
	seq   uint64 // order of arrival on shell, see queue
	last  bool   // the kernel ends when it is answered
}

// reply answers on the connection that asked.
func (r *request) reply(c jupyter.Content) {
	frames, err := r.k.codec.Encode(r.k.stamp.Reply(r.msg, c))
	if err == nil {
		err = r.in.Reply(frames)
	}
	if err != nil {
		r.k.log.Warn("kernel: reply not sent", "type", c.MsgType(), "err", err)
	}
}

// publish broadcasts something that the request caused.
func (r *request) publish(c jupyter.Content) { r.k.publish(r.msg.Header, c) }

// refuse answers with status error; a message without a reply type is only
// logged.
func (r *request) refuse(what string, err error) {
	r.k.log.Info("kernel: request refused", "type", r.msg.Header.Type, "why", what, "err", err)
	reply := replyType(r.msg.Header.Type)
	if reply == "" {
		return
	}
	r.reply(jupyter.ErrorReply{Type: reply, Failure: jupyter.Failure{EName: what, EValue: err.Error()}})
}

// publish broadcasts c with the given parent, the zero Header for none.
func (k *Kernel) publish(parent jupyter.Header, c jupyter.Content) {
	frames, err := k.codec.Encode(k.stamp.Publish(parent, c))
	if err != nil {
		k.log.Error("kernel: broadcast not encoded", "type", c.MsgType(), "err", err)
		return
	}
	k.channels.Publish(frames)
}

// survive turns a handler's panic, a fault of ours, into an error reply.
func (k *Kernel) survive(r *request) {
	v := recover()
	if v == nil {
		return
	}
	k.log.Error("kernel: handler panicked", "type", r.msg.Header.Type, "panic", v, "stack", string(debug.Stack()))
	r.refuse("internal error", fmt.Errorf("kernel: %s: %v", r.msg.Header.Type, v))
}
