package panel

import (
	"strings"
	"testing"

	"schedtick/kernel/sched/schedtest"
)

// The line tells of what the report's own cell left, and nothing while it runs.
func TestLineSaysWhoIsLeft(t *testing.T) {
	r := trivial()
	r.Label = "cell[2]"
	const rest = "goroutines 1 -> 1 -> 1 · GOMAXPROCS 2 · threads 6 · created 0 · 212 µs"
	if got := Render(r, schedtest.NoReceiver(), Line).Text; got != rest+" · 1 leaked" {
		t.Errorf("own: %s", got)
	}
	if got := Error(r, schedtest.NoReceiver(), Line); len(got) != 1 || !strings.Contains(got[0], "1 leaked") {
		t.Errorf("in an error: %q", got)
	}
	if got := Render(r, schedtest.Pipeline(), Line).Text; got != rest {
		t.Errorf("of another cell: %s", got)
	}
	r.Label = ""
	if got := Render(r, schedtest.Pipeline(), Line).Text; got != rest+" · 5 still alive" {
		t.Errorf("without a label: %s", got)
	}
	r.Running = true
	if got := Render(r, schedtest.Pipeline(), Line).Text; strings.Contains(got, "alive") {
		t.Errorf("while it runs: %s", got)
	}
}

func TestProjectorIsShortAndLarge(t *testing.T) {
	b := Render(gate(), nil, Projector)
	if want := "goroutines 1 -> 10,001 -> 1 · threads 6 -> 7 · 123 ms"; b.Text != want {
		t.Errorf("got %s\nwant %s", b.Text, want)
	}
	if !strings.Contains(b.HTML, "font-size:22px") || strings.Contains(b.HTML, "<details open>") {
		t.Error("letters are not large, or the numbers are open")
	}
	if want := "GOMAXPROCS 2 -> 4"; !strings.Contains(Render(long(), nil, Projector).Text, want) {
		t.Errorf("a change of GOMAXPROCS is news")
	}
}

// All of a row's facts are behind the disclosure, in both forms.
func TestDetails(t *testing.T) {
	r := gate()
	text := Render(r, schedtest.Pool(), Full).Text
	page := Render(r, schedtest.Pool(), Line).HTML
	for _, want := range []string{
		"10,000", "cell [9] line 4", "wait to receive from jobs at line 5", "1.20 s to 3.00 s",
		"channel, 0 of 100 used", "cell [9] line 2", "to receive", "cell [9] itself could send",
		"cache", "held by goroutine 40, locked at cell [9] line 13",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("text lacks %q:\n%s", want, text)
		}
		if !strings.Contains(page, want) {
			t.Errorf("page lacks %q", want)
		}
	}
	lost := Render(r, schedtest.NoReceiver(), Full).Text
	if want := "leaked: send on a channel that nobody else can reach"; !strings.Contains(lost, want) {
		t.Errorf("text lacks %q:\n%s", want, lost)
	}
}

func BenchmarkLarge(b *testing.B) {
	s := schedtest.Large()
	for b.Loop() {
		Render(gate(), s, Line)
	}
}
