//go:build !linux

package toolchain

import (
	"os"
	"os/exec"
)

// dieWithParent does nothing where the system has no such thing.
func dieWithParent(*exec.Cmd) {}

func keepThread() func() { return func() {} }

func peakResident(*os.ProcessState) int64 { return 0 }

// sample knows nothing where there is no /proc.
func sample(int) (Usage, bool) { return Usage{}, false }

func readStacks(int) Stacks { return Stacks{} }
