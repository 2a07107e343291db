//go:build !go1.26 || go1.27

package runtimeprobe

import "runtime"

// goroutineRecords notes the stack of every goroutine, at most 32 calls deep and
// without labels: what the runtime gives to everyone.
func goroutineRecords() []record {
	for n := runtime.NumGoroutine() + 10; ; {
		stacks := make([]runtime.StackRecord, n)
		got, ok := runtime.GoroutineProfile(stacks)
		if !ok {
			n = got + got/10 + 10 // more have started meanwhile
			continue
		}
		records := make([]record, got)
		for i := range records {
			records[i] = record{stack: stacks[i].Stack()}
		}
		return records
	}
}
