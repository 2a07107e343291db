package programs

import (
	"strings"
	"testing"
	"time"

	"schedtick/kernel/panel"
	"schedtick/kernel/panel/page"
	"schedtick/kernel/panel/page/pagetest"
)

// childSamples are reports on programs of their own.
func childSamples() map[string]page.Bundle {
	return map[string]page.Bundle{
		"races": Races([]Race{{
			Times:  3,
			Now:    RaceAccess{What: "cell [4] line 7 writes counter", Source: "counter++ // <b>", Started: CodeLine{"cell [4] line 5", "go func() {"}},
			Before: RaceAccess{What: "cell [4] line 9 reads counter", Source: "_ = counter", Through: []CodeLine{{"cell [4] line 12", "f()"}}, Started: CodeLine{What: "the main goroutine"}},
		}}, "built with -race in 1.0 s"),
		"no races": Races(nil, "ran for 3 ms"),
		"process": Render(Process{
			Wall: time.Second, User: 300 * time.Millisecond, System: 100 * time.Millisecond, Threads: 101, Samples: 99,
			Resident: 9e6, Virtual: 9e8, Sampled: true, Stacks: ThreadStacks{100, 8 << 20, 800 << 20, 1 << 20},
		}, panel.Full),
		"process elsewhere": Render(Process{Wall: time.Second}, panel.Line),
	}
}

func TestAllowed(t *testing.T) {
	for name, b := range childSamples() {
		t.Run(name, func(t *testing.T) { pagetest.HTML(t, b.HTML) })
	}
}

func TestRacesText(t *testing.T) {
	want := `1 data race · built with -race in 1.0 s
1. cell [4] line 7 writes counter
       counter++ // <b>
     in the goroutine started at cell [4] line 5: go func() {
   and nothing orders it (no lock, channel or Wait) against
   cell [4] line 9 reads counter
       _ = counter
     called at cell [4] line 12: f()
     in the main goroutine
   reported 3 times`
	if got := childSamples()["races"].Text; got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestProcessText(t *testing.T) {
	got := childSamples()["process"].Text
	first, rest, _ := strings.Cut(got, "\n")
	if want := "threads 101 · stacks 100 × 8.4 MB virtual, 1.0 MB resident · CPU 400 ms · 1.00 s"; first != want {
		t.Errorf("got %q, want %q", first, want)
	}
	if !strings.Contains(rest, "stack of a thread     8.4 MB virtual") {
		t.Errorf("got\n%s", rest)
	}
	if got := childSamples()["process elsewhere"].Text; got != "CPU 0 ms · 1.00 s" {
		t.Errorf("got %q", got)
	}
}
