package runtimeprobe

import (
	"testing"
	"time"
)

// A cell that does nothing costs little. The fastest of many is what the code
// costs; the others are what the machine adds.
func TestCheap(t *testing.T) {
	const limit = 50 * time.Microsecond
	p := newProbe(t, Options{})
	best := time.Hour
	for range 500 {
		begun := time.Now()
		p.Start("cell").Stop()
		best = min(best, time.Since(begun))
	}
	if best > limit*raceFactor {
		t.Errorf("an empty cell costs %v, want at most %v", best, limit*raceFactor)
	}
}

func BenchmarkCell(b *testing.B) {
	p := newProbe(b, Options{})
	b.ReportAllocs()
	for b.Loop() {
		p.Start("cell").Stop()
	}
}

func BenchmarkSnapshot(b *testing.B) {
	p := newProbe(b, Options{})
	b.ReportAllocs()
	for b.Loop() {
		p.Snapshot()
	}
}

func BenchmarkBaselineGoroutines(b *testing.B) {
	base := NewBaseline(1)
	for b.Loop() {
		base.Goroutines()
	}
}

func BenchmarkTick(b *testing.B) {
	p := newProbe(b, Options{})
	defer p.Start("cell").Stop()
	r := newReader()
	b.ReportAllocs()
	for b.Loop() {
		p.tick(r)
	}
}

func BenchmarkList1000(b *testing.B) {
	defer crowd(1000)()
	for b.Loop() {
		List()
	}
}
