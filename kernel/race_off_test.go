//go:build !race

package kernel_test

// tooMuch is what the runtime says of an allocation that the system refuses.
const tooMuch = "out of memory"

// raceEnabled says whether the detector is built in: its shadow is memory of the process too.
const raceEnabled = false
