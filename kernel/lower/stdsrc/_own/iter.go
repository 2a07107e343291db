package iter

import (
	"iter"

	"schedtick/kernel/rt"
)

// Pull hands each value over in a variable: the coroutine below moves none.
func Pull[V any](seq iter.Seq[V]) (next func() (V, bool), stop func()) {
	var v, zero V
	n, s := rt.Pull(func(yield func() bool) {
		seq(func(x V) bool {
			v = x
			return yield()
		})
	})
	return func() (V, bool) {
		if !n() {
			return zero, false
		}
		x := v
		v = zero
		return x, true
	}, s
}

// Pull2 is Pull for pairs.
func Pull2[K, V any](seq iter.Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	var k, zeroK K
	var v, zeroV V
	n, s := rt.Pull(func(yield func() bool) {
		seq(func(x K, y V) bool {
			k, v = x, y
			return yield()
		})
	})
	return func() (K, V, bool) {
		if !n() {
			return zeroK, zeroV, false
		}
		x, y := k, v
		k, v = zeroK, zeroV
		return x, y, true
	}, s
}
