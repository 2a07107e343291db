package page

import (
	"testing"
	"time"
)

func TestDuration(t *testing.T) {
	for d, want := range map[time.Duration]string{
		-1:                        "0 ms",
		0:                         "0 ms",
		240 * time.Nanosecond:     "0.2 µs",
		9_940:                     "9.9 µs",
		212 * time.Microsecond:    "212 µs",
		996 * time.Microsecond:    "1.0 ms",
		2_345 * time.Microsecond:  "2.3 ms",
		9_960 * time.Microsecond:  "10 ms",
		23 * time.Millisecond:     "23 ms",
		999_600_000:               "1.00 s",
		2_480 * time.Millisecond:  "2.48 s",
		12_440 * time.Millisecond: "12.4 s",
		59_960 * time.Millisecond: "1 min 00 s",
		125 * time.Second:         "2 min 05 s",
	} {
		if got := Duration(d); got != want {
			t.Errorf("Duration(%d) = %q, want %q", d, got, want)
		}
	}
}

func TestCountAndSize(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 10_001: "10,001", 1_234_567: "1,234,567", -1_000: "-1,000"} {
		if got := Count(n); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
	for n, want := range map[uint64]string{0: "0 B", 999: "999 B", 1_000: "1.0 kB", 9_960: "10 kB", 720_896: "721 kB", 999_600: "1.0 MB", 2_500_000_000: "2.5 GB"} {
		if got := Size(n); got != want {
			t.Errorf("Size(%d) = %q, want %q", n, got, want)
		}
	}
}
