package panel

import (
	"fmt"

	"schedtick/kernel/panel/page"
)

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

// Scale is the size of what is shown in a mode.
func (m Mode) Scale() page.Scale {
	if m == Projector {
		return page.Large
	}
	return page.Normal
}
