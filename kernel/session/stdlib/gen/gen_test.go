package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestCurrent holds that the embedded files are what the toolchain that runs
// this test would make.
func TestCurrent(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skipf("needs the go command, to compile the standard library: %v", err)
	}
	files, err := generate()
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		old, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(old, data) {
			t.Errorf("%s is out of date: run go generate ./kernel/session/stdlib", name)
		}
	}
}
