//go:build !race

package rt

import "unsafe"

// raceAcquire is for the race detector, which this build does not have.
func raceAcquire(unsafe.Pointer) {}
