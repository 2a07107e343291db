package rt

import "iter"

// RangeState panics because a range function broke the protocol of the loop
// over it. state says how, as the Go runtime numbers it.
func RangeState(state int) {
	panic(runtimeError(map[int]string{
		0: "range function continued iteration after function for loop body returned false",
		2: "range function continued iteration after loop body panic",
		3: "range function continued iteration after whole loop exit",
		4: "range function recovered a loop body panic and did not resume panicking",
	}[state]))
}

// Pull is iter.Pull of a sequence that hands its values on by itself: next
// reports whether seq has called yield once more.
func Pull(seq func(yield func() bool)) (next func() bool, stop func()) {
	n, stop := iter.Pull(func(yield func(struct{}) bool) {
		seq(func() bool { return yield(struct{}{}) })
	})
	return func() bool {
		_, ok := n()
		return ok
	}, stop
}
