//go:build race

package rt

import (
	"runtime"
	"unsafe"
)

// raceAcquire tells the race detector that what was released at p comes before what
// follows. sync.WaitGroup says it only in its own Wait, which cells do not call.
func raceAcquire(p unsafe.Pointer) { runtime.RaceAcquire(p) }
