//go:build !race

package runtimeprobe

const raceFactor = 1
