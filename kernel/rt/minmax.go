package rt

// MinFloat is min(a, b): NaN if either is, unlike math.Min of -Inf and NaN.
func MinFloat(a, b float64) float64 { return min(a, b) }

// MaxFloat is max(a, b): NaN if either is, unlike math.Max of +Inf and NaN.
func MaxFloat(a, b float64) float64 { return max(a, b) }
