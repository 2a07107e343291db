package rt

import "fmt"

// An index or bound of an unsigned type of 64 bits is given as the int of the same bits:
// beyond the largest int it is negative here, and named as what it is.

// Index is the bounds check of an index expression.
func Index(i, n int) int {
	if uint(i) >= uint(n) {
		if i < 0 {
			panic(runtimeError(fmt.Sprintf("index out of range [%d]", i)))
		}
		panic(runtimeError(fmt.Sprintf("index out of range [%d] with length %d", i, n)))
	}
	return i
}

// IndexU is Index for an unsigned index.
func IndexU(i, n int) int {
	if uint(i) >= uint(n) {
		panic(runtimeError(fmt.Sprintf("index out of range [%d] with length %d", uint(i), n)))
	}
	return i
}

// The parts of a slice expression's form, as Bounds is told: which bounds are unsigned, that
// there is a third one, and that what is sliced has no capacity but a length.
const (
	UnsignedLow = 1 << iota
	UnsignedHigh
	UnsignedMax
	ThreeBounds
	OfLength
)

// Bounds is the bounds check of a slice expression x[lo:hi:max]; lo and hi are 0 and the
// length where the source has none. limit is what bounds them: a slice's capacity, an
// array's or a string's length.
func Bounds(lo, hi, max, limit, form int) {
	three := form&ThreeBounds != 0
	if !three {
		max = limit
	}
	if uint(max) <= uint(limit) && uint(hi) <= uint(max) && uint(lo) <= uint(hi) {
		return
	}
	what := "capacity"
	if form&OfLength != 0 {
		what = "length"
	}
	// beyond checks a bound against the next, which is in range.
	beyond := func(x, unsigned, next int, negative, format string, rest ...any) {
		text := ""
		switch {
		case uint(x) <= uint(next):
			return
		case x < 0 && form&unsigned == 0:
			text = fmt.Sprintf(negative, x)
		default:
			text = fmt.Sprintf(format, append([]any{uint(x)}, rest...)...)
		}
		panic(runtimeError("slice bounds out of range " + text))
	}
	if three {
		beyond(max, UnsignedMax, limit, "[::%d]", "[::%d] with "+what+" %d", limit)
		beyond(hi, UnsignedHigh, max, "[:%d:]", "[:%d:%d]", max)
		beyond(lo, UnsignedLow, hi, "[%d::]", "[%d:%d:]", hi)
	}
	beyond(hi, UnsignedHigh, limit, "[:%d]", "[:%d] with "+what+" %d", limit)
	beyond(lo, UnsignedLow, hi, "[%d:]", "[%d:%d]", hi)
}
