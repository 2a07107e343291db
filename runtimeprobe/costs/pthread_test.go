package costs

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// The C program builds without a warning, and its numbers become rows.
func TestThreadsInC(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("POSIX threads are not Windows' own")
	}
	cc, err := exec.LookPath("cc")
	if err != nil {
		t.Skip("no C compiler:", err)
	}
	dir := t.TempDir()
	source, binary := filepath.Join(dir, "threads.c"), filepath.Join(dir, "threads")
	if err := os.WriteFile(source, []byte(ThreadProgram), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(cc, "-O2", "-pthread", "-Wall", "-Werror", "-o", binary, source).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	m := &measuring{Options: Options{Threads: binary}}
	if err := m.threadsInC(t.Context()); err != nil {
		t.Fatal(err)
	}
	keys := []string{KeyThreadCreateC}
	if runtime.GOOS == "linux" {
		keys = append(keys, KeyThreadSwitchC, KeyThreadResidentC, KeyThreadVirtualC)
	}
	for _, key := range keys {
		if r, ok := m.table.Find(key); !ok || r.Value <= 0 {
			t.Errorf("%s: %+v", key, r)
		}
	}
	m = &measuring{Options: Options{Threads: filepath.Join(dir, "absent")}}
	if err := m.threadsInC(t.Context()); err == nil {
		t.Error("a program that is not there is no error")
	}
}
