//go:build !unix && !windows

package runtimeprobe

// processCPU is not known here: reports say 0.
func processCPU() CPUTime { return CPUTime{} }
