package lanes

import (
	"strings"
	"testing"
	"time"

	"schedtick/kernel/panel/page/pagetest"
	"schedtick/runtimeprobe/timeline"
)

const ms = time.Millisecond

// timelines are fixed data: few goroutines with their courses; many, summed up; and
// what a hostile or broken trace can give.
func timelines() map[string]*timeline.Timeline {
	return map[string]*timeline.Timeline{"few": fewGoroutines(), "many": manyGoroutines(), "cut": cutTimeline(), "empty": {Schema: timeline.Schema, Wall: 1}}
}

// fewGoroutines is two spinners that take turns on P0 while a sleeper sleeps.
func fewGoroutines() *timeline.Timeline {
	spin := func(from time.Duration) (list []timeline.Piece) {
		for at := time.Duration(0); at < 80*ms; at += 10 * ms {
			s := timeline.Runnable
			if (at-from)%(20*ms) == 0 {
				s = timeline.Running
			}
			list = append(list, timeline.Piece{State: s, Start: at, End: at + 10*ms})
		}
		return list
	}
	var spans []timeline.Span
	for i := range 8 {
		at := time.Duration(i) * 10 * ms
		spans = append(spans, timeline.Span{G: 2 + i%2, Group: 1, M: 1 + i/4, Start: at, End: at + 10*ms})
	}
	spans = append(spans, timeline.Span{Group: timeline.Collector, M: 2, Start: 80 * ms, End: 90 * ms},
		timeline.Span{Group: timeline.Other, M: 2, Start: 92 * ms, End: 94 * ms},
		timeline.Span{G: 1, Group: 0, M: 2, Start: 98 * ms, End: 100 * ms})
	group := func(line int, text string, n int, t timeline.Times) timeline.Group {
		return timeline.Group{Place: timeline.Place{Name: "cell[3]", Line: line, Text: text}, Count: n, Times: t, LongestWait: 10 * ms}
	}
	return &timeline.Timeline{
		Schema: timeline.Schema, Wall: 100 * ms, NumCPU: 2,
		Procs: []timeline.Procs{{N: 2}, {At: 20 * ms, N: 1}},
		Groups: []timeline.Group{
			{Root: true, Count: 1, Times: timeline.Times{Running: 2 * ms, Blocked: map[string]time.Duration{"sync.WaitGroup.Wait": 98 * ms}}},
			group(5, "go worker(…)", 2, timeline.Times{Running: 80 * ms, Runnable: 80 * ms}),
			group(9, "go <b>&\"x\"", 1, timeline.Times{Blocked: map[string]time.Duration{"sleep": 60 * ms, "chan receive": 40 * ms}, Syscall: ms}),
		},
		Goroutines: []timeline.Goroutine{
			{N: 1, ID: 40, Ended: 100 * ms, Course: []timeline.Piece{{State: timeline.Blocked, Why: "sync.WaitGroup.Wait", End: 98 * ms}, {State: timeline.Running, Start: 98 * ms, End: 100 * ms}}},
			{N: 2, ID: 41, Group: 1, Parent: 1, Ended: 80 * ms, Course: spin(0)},
			{N: 3, ID: 42, Group: 1, Parent: 1, Ended: 80 * ms, Course: spin(10 * ms)},
			{N: 4, ID: 43, Group: 2, Parent: 1, Ended: -1, Course: []timeline.Piece{{State: timeline.Blocked, Why: "sleep", End: 100 * ms}}},
		},
		Lanes:       []timeline.Lane{{P: 0, Busy: 94 * ms, Mine: 82 * ms, Spans: spans, Count: len(spans)}},
		Threads:     []int64{4711, 4712},
		Load:        timeline.Load{Step: 50 * ms, Running: []float64{1, 0.64}, Runnable: []float64{1, 0.6}, Blocked: []float64{2, 2}},
		Collections: []timeline.Interval{{Name: "mark", Start: 80 * ms, End: 90 * ms}},
		Stops:       2, Stopped: 60 * time.Microsecond,
		Waits:  timeline.Waits{Count: 8, Total: 80 * ms, P50: 10 * ms, P99: 10 * ms, Max: 10 * ms, LongestG: 3, LongestGroup: 1, LongestStart: 20 * ms},
		Counts: timeline.Counts{Goroutines: 4, Peak: 4, PeakRunning: 1, Threads: 2, Ps: 1, Switches: 9, Others: 2},
	}
}

// manyGoroutines has no courses, and slots in which three groups share the Ps.
func manyGoroutines() *timeline.Timeline {
	t := &timeline.Timeline{
		Schema: timeline.Schema, Wall: 2 * time.Second, NumCPU: 2, LeftOut: 9800,
		Procs:  []timeline.Procs{{N: 4}},
		Counts: timeline.Counts{Goroutines: 10_001, Peak: 9000, PeakRunning: 4, Threads: 5, Ps: 4, Switches: 40_000, Others: 4},
		Load:   timeline.Load{Step: 20 * ms},
	}
	for i := range 30 {
		t.Groups = append(t.Groups, timeline.Group{Place: timeline.Place{Name: "cell[3]", Line: i + 1, Text: "go f(…)"}, Count: 333})
	}
	for i := range 100 {
		t.Load.Running = append(t.Load.Running, 3.5)
		t.Load.Runnable = append(t.Load.Runnable, float64(90*i))
		t.Load.Blocked = append(t.Load.Blocked, float64(50*(100-i)))
	}
	for p := range 4 {
		l := timeline.Lane{P: p, Count: 10_000}
		for i := range 100 {
			l.Slots = append(l.Slots, []timeline.Share{{Group: i % 30, Time: 9 * ms}, {Group: 1, Time: 4 * ms}, {Group: timeline.Other, Time: 2 * ms}})
			l.Busy += 15 * ms
		}
		l.Mine = l.Busy
		t.Lanes = append(t.Lanes, l)
	}
	return t
}

func cutTimeline() *timeline.Timeline {
	t := fewGoroutines()
	t.Cut = &timeline.Cut{At: 100 * ms, Bytes: 9 << 20, Why: "the trace was ended at 8 MB"}
	t.Procs[1].N = 4
	return t
}

func TestGolden(t *testing.T) {
	for name, tl := range timelines() {
		b := Render(tl)
		pagetest.Golden(t, name+".html", b.HTML)
		pagetest.Golden(t, name+".txt", b.Text)
		p := newLanes(tl)
		pagetest.Golden(t, name+".svg", p.draw())
	}
}

func TestAllowed(t *testing.T) {
	for name, tl := range timelines() {
		t.Run(name, func(t *testing.T) { pagetest.HTML(t, Render(tl).HTML, paletteColours()...) })
	}
}

// What the data says stands in the text, by hand: who ran, in turns; who waited.
func TestText(t *testing.T) {
	text := Render(fewGoroutines()).Text
	// 72 characters for 100 ms: turns end at 7.2, 14.4, 21.6 … characters.
	lane := "P0 |"
	for i, n := range []int{7, 7, 8, 7, 7, 7, 7, 8} {
		lane += strings.Repeat([]string{"B", "b"}[i%2], n)
	}
	for _, want := range []string{
		"timeline 100 ms · GOMAXPROCS 2 -> 1 · 4 goroutines, at most 1 running at once\n",
		lane,
		"#######·--···A|",
		"94% busy",
		"ready |111111111111111111111111111111111111",
		"B cell [3] line 5  go worker(…)",
		"2 goroutines, running 80 ms, waiting for a P 80 ms",
		"blocked: sleep 60 ms, chan receive 40 ms, system call 1.0 ms",
		"the longest: G3 (B), 10 ms, from 20 ms on",
		"M1 = 4711, M2 = 4712",
		"1 collection: marking 10 ms; the world was stopped 2 times, 60 µs in all",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	for _, want := range []string{"! Cut: the trace was ended at 8 MB. All that is shown here is of the first 100 ms.", "More Ps (4) than processors (2)"} {
		if text := Render(cutTimeline()).Text; !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// Pictures stay small enough for a notebook that keeps them.
func TestSize(t *testing.T) {
	for name, tl := range timelines() {
		if n := len(Render(tl).HTML); n > 200<<10 {
			t.Errorf("%s: %d bytes", name, n)
		}
	}
}

// paletteColours are those of groups, and what is written on them.
func paletteColours() []string {
	var list []string
	for _, p := range palette {
		list = append(list, p.fill, p.second, p.text, p.textThen)
	}
	return list
}

// What is written on a group's colour can be read, and the colour is seen on the
// ground of both themes.
func TestPalette(t *testing.T) {
	for _, c := range palette {
		for _, on := range [][2]string{{c.fill, c.text}, {c.second, c.textThen}} {
			if r := pagetest.Contrast(t, on[0], on[1]); r < 4.5 {
				t.Errorf("%s on %s: contrast %.1f", on[1], on[0], r)
			}
		}
		for _, ground := range []string{"#ffffff", "#111111"} {
			if r := pagetest.Contrast(t, c.fill, ground); r < 2 {
				t.Errorf("%s on the ground %s: contrast %.1f", c.fill, ground, r)
			}
		}
	}
}
