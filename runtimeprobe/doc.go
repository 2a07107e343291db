// Package runtimeprobe says what the Go scheduler did while a piece of a program
// ran. It needs nothing but the standard library.
package runtimeprobe
