package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A fatal error is told in the runtime's words, with the line, also after a
// garbage collection. Only the real binary shows it: a test binary keeps alive
// what a collection would close.
func TestLastWords(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "deep.go")
	program := "package main\n\nfunc deep(n int) int { return deep(n+1) + 1 }\n\nfunc main() { deep(0) }\n"
	if err := os.WriteFile(file, []byte(program), 0o600); err != nil {
		t.Fatal(err)
	}
	e := runProgram(time.Minute, dir, binary, "run", "--probe=off", "--native=off", file)
	for _, want := range []string{"fatal error: stack overflow", "deep.go:3:"} {
		if !strings.Contains(e.stderr, want) {
			t.Errorf("stderr lacks %q:\n%s", want, e.stderr)
		}
	}
}
