package runtimeprobe

import "sync/atomic"

// lastReport is of the cell that ended last in this process.
var lastReport atomic.Pointer[Report]

// Last returns the report of the observation that ended last in this process, and
// false if none has. In a notebook that is the report of the cell before:
//
//	report, _ := runtimeprobe.Last()
//	fmt.Println("at the peak:", report.Goroutines.Peak)
//
// The running cell's own is not ready before it ends.
func Last() (Report, bool) {
	if r := lastReport.Load(); r != nil {
		return *r, true
	}
	return Report{}, false
}
