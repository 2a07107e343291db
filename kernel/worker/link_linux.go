package worker

import "syscall"

// dieWithParent makes the system end the process when the front dies, even if the
// process cannot notice by itself.
func dieWithParent(a *syscall.SysProcAttr) { a.Pdeathsig = syscall.SIGKILL }

// dup2 makes to another name of from. The system call of that name is not there
// on every processor.
func dup2(from, to int) error { return syscall.Dup3(from, to, 0) }
