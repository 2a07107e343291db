//go:build !race

package worker

import (
	"fmt"
	"os"
	"testing"
	"time"
)

// The race detector's shadow of the memory is resident too, and stays.

// What a cell has used and nobody needs any more is given back soon after it, and the
// collection that this takes is none of the next cell's.
func TestLetGo(t *testing.T) {
	b := newBench(t, nil)
	const size = 128 << 20
	b.run("", `rt.Println(os_.Getpid())
s := strings_.Repeat("x", 128<<20)
rt.Println(len(s) >> 27)`)
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
