package panel

import (
	"strings"
	"testing"

	"schedtick/kernel/sched"
)

func TestLeft(t *testing.T) {
	mixed := pool()
	mixed.Groups[2].Leaked = "nobody unlocks it"
	for want, s := range map[string]*sched.Snapshot{
		"":                                     nil,
		"6 still alive, 5 of them leaked":      philosophers(5),
		"1 leaked":                             noReceiver(),
		"5 still alive":                        pipeline(),
		"10,009 still alive, 7 of them leaked": mixed,
	} {
		if got := Left(s); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := Left(&sched.Snapshot{}); got != "" {
		t.Errorf("an empty snapshot: %q", got)
	}
}

// The line tells of what the report's own cell left, and nothing while it runs.
func TestLineSaysWhoIsLeft(t *testing.T) {
	r := trivial()
	r.Label = "cell[2]"
	const rest = "goroutines 1 -> 1 -> 1 · GOMAXPROCS 2 · threads 6 · created 0 · 212 µs"
	if got := RenderWith(r, noReceiver(), Line).Text; got != rest+" · 1 leaked" {
		t.Errorf("own: %s", got)
	}
	if got := ErrorWith(r, noReceiver(), Line); len(got) != 1 || !strings.Contains(got[0], "1 leaked") {
		t.Errorf("in an error: %q", got)
	}
	if got := RenderWith(r, pipeline(), Line).Text; got != rest {
		t.Errorf("of another cell: %s", got)
	}
	r.Label = ""
	if got := RenderWith(r, pipeline(), Line).Text; got != rest+" · 5 still alive" {
		t.Errorf("without a label: %s", got)
	}
	r.Running = true
	if got := RenderWith(r, pipeline(), Line).Text; strings.Contains(got, "alive") {
		t.Errorf("while it runs: %s", got)
	}
}

func TestProjectorIsShortAndLarge(t *testing.T) {
	b := RenderWith(gate(), nil, Projector)
	if want := "goroutines 1 -> 10,001 -> 1 · threads 6 -> 7 · 123 ms"; b.Text != want {
		t.Errorf("got %s\nwant %s", b.Text, want)
	}
	if !strings.Contains(b.HTML, "font-size:22px") || strings.Contains(b.HTML, "<details open>") {
		t.Error("letters are not large, or the numbers are open")
	}
	if want := "GOMAXPROCS 2 -> 4"; !strings.Contains(RenderWith(long(), nil, Projector).Text, want) {
		t.Errorf("a change of GOMAXPROCS is news")
	}
}

// All of a row's facts are behind the disclosure, in both forms.
func TestDetails(t *testing.T) {
	r := gate()
	text := RenderWith(r, pool(), Full).Text
	page := RenderWith(r, pool(), Line).HTML
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
	lost := RenderWith(r, noReceiver(), Full).Text
	if want := "leaked: send on a channel that nobody else can reach"; !strings.Contains(lost, want) {
		t.Errorf("text lacks %q:\n%s", want, lost)
	}
}

// A snapshot as large as kernel/rt makes them: 1,000 groups, each with its own
// channel or wait group, all leaked.
func BenchmarkLarge(b *testing.B) {
	s := &sched.Snapshot{Total: 1000}
	for i := range 1000 {
		kind, what := sched.Chan, "chan receive"
		if i%2 == 0 {
			kind, what = sched.WaitGroup, "sync.WaitGroup.Wait"
		}
		s.Groups = append(s.Groups, sched.Group{
			Cell: 5, Start: site(5, 3, "sync.WaitGroup.Go", "c"), State: what, At: site(5, 4, what, "c"),
			Count: 1, IDs: []uint64{uint64(i)}, Waits: []sched.Wait{{Object: i}}, Leaked: "nobody can reach it",
		})
		s.Objects = append(s.Objects, sched.Object{Kind: kind, Name: "c"})
	}
	b.Run("report", func(b *testing.B) {
		for b.Loop() {
			RenderWith(gate(), s, Line)
		}
	})
	b.Run("waits", func(b *testing.B) {
		for b.Loop() {
			Waits(s)
		}
	})
	b.Run("list", func(b *testing.B) {
		for b.Loop() {
			Goroutines(s)
		}
	})
}
