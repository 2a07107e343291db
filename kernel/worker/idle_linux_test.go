package worker

import "testing"

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
