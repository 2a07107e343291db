package worker

import (
	"fmt"
	"os"
	"testing"
	"time"
)

// An idle worker is small: 26 MB here, of which 3 MB are its own and the rest are
// pages of the binary.
func TestIdle(t *testing.T) {
	b := newBench(t, nil)
	b.run("", `f, err := os_.Open("/proc/self/statm"); if err != nil { rt.Panic(0, err) }
var size, resident, shared int
fmt_.Fscan(f, &size, &resident, &shared)
rt.Println((resident - shared) * os_.Getpagesize() >> 20 < 40)`)
	if got := b.out.text(b.cells, "stdout"); got != "true\n" {
		t.Errorf("its own memory is below 40 MB: %q", got)
	}
}

// What a cell has used and nobody needs any more is given back soon after it, and the
// collection that this takes is none of the next cell's.
func TestLetGo(t *testing.T) {
	b := newBench(t, nil)
	const size = 128 << 20
	b.run("", `rt.Println(os_.Getpid())
b := make([]byte, 128<<20)
for i := 0; i < len(b); i += 512 { b[i] = 1 }
rt.Println(b[0])`)
	var pid, one int
	if _, err := fmt.Sscan(b.out.text(b.cells, "stdout"), &pid, &one); err != nil || one != 1 {
		t.Fatalf("%q: %v", b.out.text(b.cells, "stdout"), err)
	}
	file, err := os.Open(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	resident := func() int64 {
		n, err := (&residentReader{file, int64(os.Getpagesize())}).read()
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := resident(); n < size {
		t.Fatalf("%d bytes are resident while %d are in use", n, size)
	}
	for limit := time.Now().Add(patience); resident() > size/2; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(limit) {
			t.Fatalf("%d bytes are still resident", resident())
		}
	}
	o := b.run("", `rt.Println(1)`)
	if r := o.Report; r == nil || r.Memory.GCCycles != 0 || r.Goroutines.Before != 1 || r.Goroutines.After != 1 {
		t.Errorf("the report of the next cell: %+v", r)
	}
}
