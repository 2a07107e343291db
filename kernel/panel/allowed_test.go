package panel

import (
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"schedtick/kernel/panel/page/pagetest"
	"schedtick/kernel/sched/schedtest"
)

func TestAllowed(t *testing.T) {
	for name, r := range samples() {
		for _, m := range []Mode{Line, Full, Projector} {
			t.Run(name+"/"+m.String(), func(t *testing.T) { pagetest.HTML(t, Render(r, nil, m).HTML) })
		}
	}
	for name, s := range schedtest.All() {
		t.Run(name, func(t *testing.T) { pagetest.HTML(t, Render(gate(), s, Full).HTML) })
	}
	for seed := range uint64(60) {
		pagetest.HTML(t, Render(gate(), schedtest.Random(seed), Full).HTML)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

// The colours of errors, on the grounds that JupyterLab 4 gives errors and on those
// of terminals. Its dark ground of errors is a translucent red on #111111.
func TestANSIColours(t *testing.T) {
	number := regexp.MustCompile(`38;5;(\d+)m$`)
	for _, seq := range []string{ANSIHead, ANSIPlace, ANSINote} {
		m := number.FindStringSubmatch(seq)
		if m == nil {
			t.Fatalf("%q is not of the 256 colours", seq)
		}
		n, err := strconv.Atoi(m[1])
		if err != nil || n < 16 || n > 231 {
			t.Fatalf("%q is not of the cube", seq)
		}
		level := func(i int) int { return []int{0, 95, 135, 175, 215, 255}[i] }
		n -= 16
		colour := fmt.Sprintf("#%02x%02x%02x", level(n/36), level(n/6%6), level(n%6))
		for _, ground := range []string{"#ffdddd", "#511f1b", "#ffffff", "#111111", "#000000"} {
			if got := pagetest.Contrast(t, colour, ground); got < 3 {
				t.Errorf("%q is %s, on %s: contrast %.2f", seq, colour, ground, got)
			}
		}
	}
}

// A reader without any style still gets the sentence and the table's words.
func TestWithoutStyle(t *testing.T) {
	page := Render(gate(), nil, Line).HTML
	text := html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, ""))
	text = strings.ReplaceAll(text, "\u00a0", " ")
	for _, want := range []string{
		"goroutines 1 → 10,001 → 1 · GOMAXPROCS 2 · threads 6 → 7 · created 10,000 · 123 ms",
		"10,001 (counted)", "/sched/goroutines-created",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}
