//go:build unix

package worker

import (
	"errors"
	"os"
	"time"
)

// wake makes the Read of read return, if it can.
func (c *crashLog) wake() bool { return c.file.SetReadDeadline(time.Unix(1, 0)) == nil }

// fenced answers a fence, if that is what err is about.
func (c *crashLog) fenced(err error, buf []byte) bool {
	if !errors.Is(err, os.ErrDeadlineExceeded) {
		return false
	}
	_ = c.file.SetReadDeadline(time.Time{})
	drain(c.file, buf, c.add)
	close(<-c.kick)
	return true
}
