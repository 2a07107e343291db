package resident

import (
	"bytes"
	"os"
	"runtime"
	"strconv"
	"testing"
)

// sizes returns bytes of resident memory, by proc_pid_statm(5): all, and those of files.
func sizes(t *testing.T) (all, files int) {
	t.Helper()
	b, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Fatal(err)
	}
	var n [3]int
	for i, f := range bytes.Fields(b)[:3] {
		if n[i], err = strconv.Atoi(string(f)); err != nil {
			t.Fatal(err)
		}
	}
	return n[1] * os.Getpagesize(), n[2] * os.Getpagesize()
}

// hold fills memory that nobody needs when it returns.
func hold(size int) {
	b := make([]byte, size)
	for i := 0; i < size; i += 512 {
		b[i] = 1
	}
	runtime.KeepAlive(b)
}

func TestLetGo(t *testing.T) {
	const size = 64 << 20
	var m Memory
	hold(size)
	before, mapped := sizes(t)
	m.LetGo()
	after, left := sizes(t)
	if before-after < size*3/4 {
		t.Errorf("%d bytes were resident, then %d: less than three quarters of %d were let go", before, after, size)
	}
	if left >= mapped {
		t.Errorf("%d bytes of files were mapped, then %d", mapped, left)
	}
	// What was let go comes back with what it held.
	hold(size)
	TestClean(t)
}

// Who has allocated nothing pays no collection.
func TestLetGoTwice(t *testing.T) {
	var m Memory
	m.LetGo()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	m.LetGo()
	runtime.ReadMemStats(&after)
	if before.NumGC != after.NumGC {
		t.Errorf("%d collections the second time", after.NumGC-before.NumGC)
	}
}

// BenchmarkLetGo is what a process pays that has nothing to let go but its mappings.
func BenchmarkLetGo(b *testing.B) {
	var m Memory
	m.LetGo()
	for b.Loop() {
		m.LetGo()
	}
}
