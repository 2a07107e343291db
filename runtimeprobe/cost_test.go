package runtimeprobe

import "testing"

func BenchmarkCell(b *testing.B) {
	p := New(Options{})
	defer p.Close()
	b.ReportAllocs()
	for b.Loop() {
		p.Start("cell").Stop()
	}
}

func BenchmarkSnapshot(b *testing.B) {
	p := New(Options{})
	defer p.Close()
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
	p := New(Options{})
	defer p.Close()
	defer p.Start("cell").Stop()
	r := newReader()
	b.ReportAllocs()
	for b.Loop() {
		p.tick(r)
	}
}
