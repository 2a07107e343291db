//go:build race

package kernel_test

// tooMuch is what the runtime says of an allocation that the system refuses: the
// race detector maps memory in its own way.
const tooMuch = "too many address space collisions"

// raceEnabled says whether the detector is built in: its shadow is memory of the process too.
const raceEnabled = true
