package worker

import (
	"errors"
	"io"
)

var (
	errNoInput = errors.New("the front-end cannot ask for input")
	errStopped = errors.New("interrupted")
)

// ask asks the front for a line of standard input. It returns when the line is
// there, or there will be none.
func (c *child) ask(prompt string) (string, error) {
	c.mu.Lock()
	if !c.options.AllowStdin {
		c.mu.Unlock()
		return "", errNoInput
	}
	c.nextAsk++
	m := askMsg{ID: c.nextAsk, Cell: c.latest, Prompt: prompt}
	answer := make(chan answerMsg, 1)
	c.answers[m.ID] = answer
	stop := c.stop
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		delete(c.answers, m.ID)
		c.mu.Unlock()
	}()
	if err := c.send.send(frameAsk, m); err != nil {
		return "", err
	}
	select {
	case a := <-answer:
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

// answer hands an answer to who waits for it, if somebody still does.
func (c *child) answer(m answerMsg) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if a, ok := c.answers[m.ID]; ok {
		delete(c.answers, m.ID)
		a <- m
	}
}
