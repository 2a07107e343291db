//go:build race

package runtimeprobe

// raceFactor is how much slower the race detector may make the probe.
const raceFactor = 10
