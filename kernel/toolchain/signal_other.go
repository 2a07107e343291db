//go:build !unix

package toolchain

import "os"

// signalOf is "" where there are no signals; a process that was ended has status 1.
func signalOf(*os.ProcessState) string { return "" }

// quit cannot ask.
func quit(*os.Process) bool { return false }
