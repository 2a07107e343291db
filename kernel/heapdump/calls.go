package heapdump

import "sync"

// calls is held for reading during system calls of the process's own.
var calls sync.RWMutex

// Calls is for whatever makes system calls in a process of which dumps are taken, beside
// the code that asks for one: it holds Calls meanwhile, and Take fails with ErrSyscall.
// The runtime (1.26) ends a process in which a goroutine returns from a system call
// while the goroutines are dumped. On a busy machine that happens to calls of a
// microsecond: once in a hundred dumps to one that is made every 10 ms.
//
// Any number may hold it, and hold it twice. Whoever waits for something to read holds
// it for each attempt, and not in between: see quietReader in package worker.
var Calls sync.Locker = calls.RLocker()
