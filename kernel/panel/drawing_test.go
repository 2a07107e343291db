package panel

import (
	"testing"

	"schedtick/kernel/panel/page/pagetest"
)

// The colours keep a contrast of at least 3 to 1, which is WCAG's bound for
// pictures and large text, on white and on JupyterLab's dark ground, and white text
// has at least 4.5 to 1 on the fills.
func TestColours(t *testing.T) {
	for _, c := range []string{inkColour, lineColour, circleColour, lostColour} {
		for _, ground := range []string{"#ffffff", "#111111"} {
			if got := pagetest.Contrast(t, c, ground); got < 3 {
				t.Errorf("%s on %s: contrast %.2f", c, ground, got)
			}
		}
	}
	for _, c := range []string{boxFill, pillFill} {
		if got := pagetest.Contrast(t, boxText, c); got < 4.5 {
			t.Errorf("text on %s: contrast %.2f", c, got)
		}
	}
}
