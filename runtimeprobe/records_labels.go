//go:build go1.26 && !go1.27

package runtimeprobe

import (
	"runtime"
	"unsafe"
)

// goroutineRecords notes the stack and the labels of every goroutine.
//
// The runtime gives labels to package runtime/pprof alone, which returns them only
// within its compressed file format, at five times the cost. The symbol is
// published for linking; its form may change with any release of Go, which is
// why newer ones get records_plain.go until somebody has looked.
func goroutineRecords() []record {
	for n := runtime.NumGoroutine() + 10; ; {
		stacks := make([]stackRecord, n)
		labels := make([]unsafe.Pointer, n)
		got, ok := goroutineProfileWithLabels(stacks, labels)
		if !ok {
			n = got + got/10 + 10 // more have started meanwhile
			continue
		}
		records := make([]record, got)
		for i := range records {
			records[i] = record{stack: stacks[i].stack, labels: (*labelSet)(labels[i])}
		}
		return records
	}
}

// stackRecord is internal/profilerecord.StackRecord.
type stackRecord struct{ stack []uintptr }

//go:linkname goroutineProfileWithLabels runtime.pprof_goroutineProfileWithLabels
func goroutineProfileWithLabels(p []stackRecord, labels []unsafe.Pointer) (n int, ok bool)
