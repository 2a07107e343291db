package costs

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// The ranks are those of the tables of the sign test's interval for the median
// (95%): 6 samples 1 and 6, 10 samples 2 and 9, 20 samples 6 and 15, 50 samples
// 18 and 33.
func TestMedianRanks(t *testing.T) {
	for n, want := range map[int][2]float64{1: {1, 1}, 5: {1, 5}, 6: {1, 6}, 10: {2, 9}, 20: {6, 15}, 50: {18, 33}} {
		samples := make([]float64, n)
		for i := range samples {
			samples[i] = float64(i + 1)
		}
		rand.Shuffle(n, func(i, j int) { samples[i], samples[j] = samples[j], samples[i] })
		m, low, high := median(samples)
		if m != float64(n+1)/2 || low != want[0] || high != want[1] {
			t.Errorf("%d samples: median %g, interval %g to %g; want %g, %g to %g", n, m, low, high, float64(n+1)/2, want[0], want[1])
		}
	}
	if m, _, _ := median(nil); !math.IsNaN(m) {
		t.Errorf("median of nothing is %g", m)
	}
}

func TestJudge(t *testing.T) {
	f := figure{Claim{"1 to 10 µs", 1000, 10000}, near, "fast", "slow"}
	for _, tt := range []struct {
		value  float64
		agrees bool
		text   string
	}{
		{5000, true, "agrees"},
		{600, true, "agrees roughly, 1.7 times less"},
		{980, true, "agrees"},
		{400, false, "2.5 times less: fast"},
		{19000, true, "agrees roughly, 1.9 times more"},
		{1.234e6, false, "120 times more: slow"},
		{0, false, "nothing: fast"},
	} {
		v := f.judge(tt.value)
		if v.Agrees != tt.agrees || v.Text != tt.text {
			t.Errorf("%g: %t %q, want %t %q", tt.value, v.Agrees, v.Text, tt.agrees, tt.text)
		}
	}
}

// Each key that the table can hold has a place in it, and each figure a key.
func TestOrder(t *testing.T) {
	seen := make(map[string]bool)
	for _, key := range order() {
		if seen[key] {
			t.Errorf("%s comes twice", key)
		}
		seen[key] = true
		if f, ok := figureOf(key); ok && (f.Low > f.High || f.within <= 1 || strings.TrimSpace(f.Text) == "") {
			t.Errorf("%s: figure %+v", key, f)
		}
	}
}
