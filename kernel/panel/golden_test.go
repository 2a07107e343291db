package panel

import (
	"strings"
	"testing"

	"schedtick/kernel/panel/page/pagetest"
	"schedtick/kernel/sched/schedtest"
)

func TestGolden(t *testing.T) {
	for name, r := range samples() {
		b := Render(r, nil, Full)
		pagetest.Golden(t, name+".html", b.HTML)
		pagetest.Golden(t, name+".txt", b.Text)
		pagetest.Golden(t, name+".error.txt", strings.Join(Error(r, nil, Line), "\n"))
	}
}

// A report with those who are left.
func TestGoldenLeft(t *testing.T) {
	pagetest.Golden(t, "left.html", Render(long(), schedtest.NoReceiver(), Full).HTML)
	pagetest.Golden(t, "left.txt", Render(long(), schedtest.Pool(), Full).Text)
	pagetest.Golden(t, "projector.html", Render(gate(), schedtest.Pipeline(), Projector).HTML)
}
