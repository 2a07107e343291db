//go:build !race

package kernel_test

// tooMuch is what the runtime says of an allocation that the system refuses.
const tooMuch = "out of memory"
