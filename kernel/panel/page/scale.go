package page

// Scale is the size of what is shown.
type Scale uint8

// Scales.
const (
	Normal Scale = iota
	Large        // for a projector
)

// Box is the style of the whole.
func (k Scale) Box() string {
	if k == Large {
		return boxLargeStyle
	}
	return BoxStyle
}

// Table is the style of tables.
func (k Scale) Table() string {
	if k == Large {
		return tableLargeStyle
	}
	return TableStyle
}

// Title is the style of what stands above tables.
func (k Scale) Title() string {
	if k == Large {
		return titleLargeStyle
	}
	return titleStyle
}

// Pixels scales the sizes of a picture.
func (k Scale) Pixels(n int) int {
	if k == Large {
		return n * 8 / 5
	}
	return n
}
