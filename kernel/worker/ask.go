package worker

import (
	"errors"
	"io"
)

var (
	errNoInput = errors.New("the front-end cannot ask for input")
	errStopped = errors.New("interrupted")
)

// question is something that the front will answer.
type question struct {
	id     int // from 1
	cell   int // that ran last
	answer chan answerMsg
}

// question prepares one; settle it afterwards.
func (c *child) question() question {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked++
	q := question{c.asked, c.latest, make(chan answerMsg, 1)}
	c.answers[q.id] = q.answer
	return q
}

func (c *child) settle(q question) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.answers, q.id)
}

// answer hands an answer to who waits for it, if somebody still does.
func (c *child) answer(m answerMsg) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if a, ok := c.answers[m.ID]; ok {
		delete(c.answers, m.ID)
		a <- m
	}
}

// ask asks the front for a line of standard input. It returns when the line is
// there, or there will be none.
func (c *child) ask(prompt string) (string, error) {
	c.mu.Lock()
	allowed, stop := c.options.AllowStdin, c.stop
	c.mu.Unlock()
	if !allowed {
		return "", errNoInput
	}
	q := c.question()
	defer c.settle(q)
	if err := c.send.send(frameAsk, askMsg{ID: q.id, Cell: q.cell, Prompt: prompt}); err != nil {
		return "", err
	}
	select {
	case a := <-q.answer:
		switch {
		case a.End:
			return "", io.EOF
		case a.Failure != "":
			return "", errors.New(a.Failure)
		}
		return a.Text, nil
	case <-stop:
		return "", errStopped
	}
}
