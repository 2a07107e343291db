package timeline

import (
	"bytes"
	"encoding/json"
	"testing"
)

// BenchmarkParse is the reading of a trace of 10,000 goroutines that wait for each
// other, and for comparison what handing its bytes to another process would cost.
func BenchmarkParse(b *testing.B) {
	data := traceOf(b, crowd(10_000))
	b.Run("here", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Parse(bytes.NewReader(data), marks); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("handing_over", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			frame, err := json.Marshal(data)
			if err != nil {
				b.Fatal(err)
			}
			var back []byte
			if err := json.Unmarshal(frame, &back); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("timeline", func(b *testing.B) {
		tl, err := Parse(bytes.NewReader(data), marks)
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for b.Loop() {
			frame, err := json.Marshal(tl)
			if err != nil {
				b.Fatal(err)
			}
			n = len(frame)
		}
		b.ReportMetric(float64(n)/1024, "KB")
		b.ReportMetric(float64(len(data))/1024, "KB/trace")
	})
}
