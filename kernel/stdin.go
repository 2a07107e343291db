package kernel

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"schedtick/kernel/jupyter"
	"schedtick/kernel/transport"
	"schedtick/kernel/worker"
)

var (
	// errNoInput: the request said that no input can be given.
	errNoInput = errors.New("kernel: input: the front end of this cell takes none")
	// errInterrupted: the cell was stopped while it waited for input.
	errInterrupted = fmt.Errorf("kernel: input: %w", worker.ErrInterrupted)
)

// prompter has at most one question open. The executor's cell asks, the reader of
// the stdin channel answers, an interrupt cancels.
type prompter struct {
	mu   sync.Mutex
	open *question
}

type question struct {
	client string // identity of the connection that was asked
	id     string // of the input_request
	answer chan string
	cancel context.CancelFunc
}

// ask sends an input_request to the client that made r and waits for its answer,
// for the end of its connection, or for cancel.
func (p *prompter) ask(ctx context.Context, r *request, prompt string, password bool) (string, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	msg := r.k.stamp.Reply(r.msg, jupyter.InputRequest{Prompt: prompt, Password: password})
	frames, err := r.k.codec.Encode(msg)
	if err != nil {
		return "", fmt.Errorf("kernel: input: %w", err)
	}
	q := &question{client: r.in.Identity(), id: msg.Header.ID, answer: make(chan string, 1), cancel: cancel}
	p.mu.Lock()
	p.open = q
	p.mu.Unlock()
	defer func() {
		p.mu.Lock()
		p.open = nil
		p.mu.Unlock()
	}()
	if err := r.in.Ask(ctx, frames); err != nil {
		if ctx.Err() != nil {
			return "", errInterrupted
		}
		return "", fmt.Errorf("kernel: input: %w", err)
	}
	select {
	case value := <-q.answer:
		return value, nil
	case <-r.in.Gone():
		return "", fmt.Errorf("kernel: input: %w", transport.ErrGone)
	case <-ctx.Done():
		return "", errInterrupted
	}
}

// cancel ends an open question, if there is one.
func (p *prompter) cancel() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.open != nil {
		p.open.cancel()
	}
}

// answered hands an input_reply to the open question. One that belongs to an
// earlier question, as its parent tells, is dropped; some clients give no parent.
func (p *prompter) answered(client string, msg *jupyter.Message) error {
	reply, err := jupyter.As[jupyter.InputReply](msg)
	if err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	q := p.open
	if q == nil || q.client != client || msg.Parent.ID != "" && msg.Parent.ID != q.id {
		return errors.New("kernel: input_reply: nobody asked")
	}
	select {
	case q.answer <- reply.Value:
		return nil
	default:
		return errors.New("kernel: input_reply: answered already")
	}
}
