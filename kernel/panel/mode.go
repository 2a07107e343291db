package panel

import "fmt"

// A Mode says how much of a report a reader wants.
type Mode int

const (
	// Line is the line; in HTML all numbers are behind a disclosure. The default.
	Line Mode = iota
	// Off is nothing.
	Off
	// Full is the line and all numbers, in HTML with the disclosure open.
	Full
	// Projector is for the back row of a lecture: larger letters, a shorter line.
	Projector
)

// modeNames are the names that ParseMode takes. Constant.
var modeNames = map[Mode]string{Off: "off", Line: "line", Full: "full", Projector: "projector"}

func (m Mode) String() string {
	if name, ok := modeNames[m]; ok {
		return name
	}
	return fmt.Sprintf("Mode(%d)", int(m))
}

// ParseMode reads "off", "line", "full" or "projector".
func ParseMode(name string) (Mode, error) {
	for m, n := range modeNames {
		if n == name {
			return m, nil
		}
	}
	return Line, fmt.Errorf("panel: mode %q: want off, line, full or projector", name)
}

// scale is the size of what is shown.
type scale uint8

const (
	normal scale = iota
	large        // for a projector
)

func (m Mode) scale() scale {
	if m == Projector {
		return large
	}
	return normal
}

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
