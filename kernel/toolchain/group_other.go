//go:build !unix

package toolchain

import (
	"os"
	"os/exec"
)

// setGroup does nothing where there are no process groups.
func setGroup(*exec.Cmd) {}

// killGroup ends a process.
func killGroup(p *os.Process) { _ = p.Kill() }
