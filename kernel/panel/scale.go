package panel

// scale is the size of what is shown.
type scale uint8

const (
	normal scale = iota
	large        // for a projector
)

// box is the style of the whole.
func (k scale) box() string {
	if k == large {
		return boxLargeStyle
	}
	return boxStyle
}

// table is the style of tables.
func (k scale) table() string {
	if k == large {
		return tableLargeStyle
	}
	return tableStyle
}

// title is the style of what stands above tables.
func (k scale) title() string {
	if k == large {
		return titleLargeStyle
	}
	return titleStyle
}

// pixels scales the sizes of a picture.
func (k scale) pixels(n int) int {
	if k == large {
		return n * 8 / 5
	}
	return n
}
