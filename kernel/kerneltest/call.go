package kerneltest

import (
	"context"
	"fmt"
	"strings"

	"schedtick/kernel/jupyter"
	"schedtick/kernel/transport"
)

// Call is a request that was sent, and what came of it so far.
type Call struct {
	Channel transport.Channel
	Request *jupyter.Message

	client *Client

	// Guarded by the client's mutex.
	reply      *jupyter.Message
	broadcasts []*jupyter.Message
	inputs     []jupyter.InputRequest
	busy, idle int // statuses seen
}

// file puts a message with the call that its parent names, and checks what can
// only be checked with the call at hand. If m is an input request, it returns it.
func (c *Client) file(ch transport.Channel, m *jupyter.Message) (req jupyter.InputRequest, isInput bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	close(c.changed)
	c.changed = make(chan struct{})

	call := c.calls[m.Parent.ID]
	if call == nil {
		switch {
		case ch != transport.IOPub:
			c.violation("%s: %s has a parent that was not sent: %s", ch, m.Header.Type, m.Parent.ID)
		case m.Parent.Session == c.Session.ID:
			c.violation("iopub: %s has a parent of this session that was not sent", m.Header.Type)
		}
		c.orphans = append(c.orphans, m)
		return req, false
	}
	if p := m.Parent; p.Session != c.Session.ID || p.Type != call.Request.Header.Type {
		c.violation("%s: %s does not echo its parent's header: %s", ch, m.Header.Type, p.Raw())
	}
	switch ch {
	case transport.IOPub:
		call.fileBroadcast(m)
	case transport.Stdin:
		req, err := jupyter.As[jupyter.InputRequest](m)
		if err != nil {
			c.violation("stdin: %v", err)
			return req, false
		}
		call.inputs = append(call.inputs, req)
		return req, true
	default:
		call.fileReply(ch, m)
	}
	return req, false
}

func (call *Call) fileReply(ch transport.Channel, m *jupyter.Message) {
	c := call.client
	want := strings.TrimSuffix(call.Request.Header.Type, "_request") + "_reply"
	switch {
	case m.Header.Type != want:
		c.violation("%s: %s answers %s", ch, m.Header.Type, call.Request.Header.Type)
	case ch != call.Channel:
		c.violation("%s came on %s, was asked on %s", m.Header.Type, ch, call.Channel)
	case call.reply != nil:
		c.violation("%s: second %s to one request", ch, m.Header.Type)
		return
	}
	call.reply = m
}

func (call *Call) fileBroadcast(m *jupyter.Message) {
	c := call.client
	if len(m.Identities) == 0 {
		c.violation("iopub: %s without a topic", m.Header.Type)
	}
	// A kernel broadcasts its shutdown_reply too, on whatever state.
	if call.busy == 0 && m.Header.Type != "status" && m.Header.Type != "shutdown_reply" {
		c.violation("iopub: %s before busy", m.Header.Type)
	}
	call.broadcasts = append(call.broadcasts, m)
	status, err := jupyter.As[jupyter.KernelStatus](m)
	if err != nil {
		return
	}
	switch status.State {
	case jupyter.Busy:
		call.busy++
	case jupyter.Idle:
		call.idle++
	}
	if call.busy != 1 || call.idle > 1 {
		c.violation("iopub: %s has %d busy and %d idle", call.Request.Header.Type, call.busy, call.idle)
	}
}

// answered reports whether a reply is to be expected at all: comm messages have
// none.
func (call *Call) answered() bool { return strings.HasSuffix(call.Request.Header.Type, "_request") }

// Wait waits for the reply and for idle. It ends the test if they do not come.
func (call *Call) Wait() Result {
	c := call.client
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.closing, c.opts.Timeout)
	defer cancel()
	r, err := call.WaitContext(ctx)
	if err != nil {
		c.t.Fatalf("kerneltest: %v", err)
	}
	return r
}

// WaitContext waits for the reply and for idle until ctx is done. With its error
// it returns what came until then.
func (call *Call) WaitContext(ctx context.Context) (Result, error) {
	err := call.client.until(ctx, func() bool {
		return (call.reply != nil || !call.answered()) && call.idle > 0
	})
	r := call.Result()
	if err != nil {
		err = fmt.Errorf("%w; got %s", err, r)
	}
	return r, err
}

// AnswerContext waits for the reply alone until ctx is done: how long the kernel
// takes to answer, whatever else there is to read on iopub before idle.
func (call *Call) AnswerContext(ctx context.Context) (Result, error) {
	err := call.client.until(ctx, func() bool { return call.reply != nil })
	r := call.Result()
	if err != nil {
		err = fmt.Errorf("%w; got %s", err, r)
	}
	return r, err
}

// Await waits until cond holds for what has come so far. It ends the test if it
// does not within the timeout.
func (call *Call) Await(what string, cond func(Result) bool) Result {
	c := call.client
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.closing, c.opts.Timeout)
	defer cancel()
	var r Result
	if err := c.until(ctx, func() bool { r = call.result(); return cond(r) }); err != nil {
		c.t.Fatalf("kerneltest: %s: waiting for %s: %v; got %s", call.Request.Header.Type, what, err, r)
	}
	return r
}

// Result returns what has come so far.
func (call *Call) Result() Result {
	call.client.mu.Lock()
	defer call.client.mu.Unlock()
	return call.result()
}

func (call *Call) result() Result {
	n := len(call.broadcasts)
	return Result{
		Request: call.Request, Reply: call.reply,
		Broadcasts: call.broadcasts[:n:n],
		Inputs:     append([]jupyter.InputRequest(nil), call.inputs...),
	}
}
