//go:build !linux

package worker

func front(string) {}
