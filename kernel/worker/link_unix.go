//go:build unix

package worker

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
)

// Descriptors of the process beside the user's three.
const (
	fdIn     = 3 // frames from the front
	fdOut    = 4 // frames to the front
	fdShared = 5 // memory shared with the front
	fdCrash  = 6 // what the runtime says when it dies
)

// link is the front's end of the frames: two pipes.
type link struct {
	in, out         *os.File // read, write
	theirIn, theirs *os.File // the process's ends, until it has started
}

// newLink makes the pipes and arranges that cmd starts with them.
func newLink(cmd *exec.Cmd, shared *sharedMemory, crash *os.File, group bool) (*link, error) {
	theirIn, out, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	in, theirs, err := os.Pipe()
	if err != nil {
		theirIn.Close()
		out.Close()
		return nil, err
	}
	cmd.ExtraFiles = []*os.File{theirIn, theirs, shared.handle(), crash}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: group}
	dieWithParent(cmd.SysProcAttr)
	return &link{in, out, theirIn, theirs}, nil
}

// accept gives up the process's ends, so that its death shows as an end of file.
func (l *link) accept(<-chan struct{}) error {
	return errors.Join(l.theirIn.Close(), l.theirs.Close())
}

func (l *link) Read(b []byte) (int, error)  { return l.in.Read(b) }
func (l *link) Write(b []byte) (int, error) { return l.out.Write(b) }

func (l *link) close() {
	for _, f := range []*os.File{l.in, l.out, l.theirIn, l.theirs} {
		f.Close() // accept may have been first
	}
}

// killGroup ends every process of the group that pid leads.
func killGroup(pid int) { _ = syscall.Kill(-pid, syscall.SIGKILL) }
