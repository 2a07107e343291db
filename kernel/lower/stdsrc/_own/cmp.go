package cmp

// Compare asks about NaN last: calls and comparisons are dear here.
func Compare[T Ordered](x, y T) int {
	if x < y {
		return -1
	}
	if x > y {
		return +1
	}
	if x == y {
		return 0
	}
	if x == x { // then y is NaN
		return +1
	}
	if y == y {
		return -1
	}
	return 0
}

// Less puts NaN before everything else.
func Less[T Ordered](x, y T) bool { return x < y || x != x && y == y }
