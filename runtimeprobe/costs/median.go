package costs

import (
	"math"
	"slices"
)

// median returns the median of samples and an interval that holds the true one with a
// probability of at least 95%. It is made of two of the samples: that k or fewer of
// n independent samples lie below the true median has the probability of k or fewer
// heads in n throws of a coin. Fewer than six samples cannot give 95%: their interval is all of
// them.
func median(samples []float64) (m, low, high float64) {
	s := slices.Sorted(slices.Values(samples))
	n := len(s)
	if n == 0 {
		return math.NaN(), math.NaN(), math.NaN()
	}
	m = s[n/2]
	if n%2 == 0 {
		m = (s[n/2-1] + s[n/2]) / 2
	}
	k := 0 // low is s[k], high is s[n-1-k]
	for tail := math.Pow(0.5, float64(n)); k+1 < (n+1)/2; k++ {
		next := tail + choose(n, k+1)*math.Pow(0.5, float64(n))
		if 2*next > 0.05 {
			break
		}
		tail = next
	}
	return m, s[k], s[n-1-k]
}

// choose is n over k.
func choose(n, k int) float64 {
	c := 1.0
	for i := range k {
		c = c * float64(n-i) / float64(i+1)
	}
	return c
}
