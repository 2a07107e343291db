package panel

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"schedtick/kernel/panel/page"
	"schedtick/runtimeprobe"
)

// summary is the line without colours: what it says in a terminal.
func summary(r runtimeprobe.Report) string { return page.JoinParts(parts(r, nil, Line), " -> ") }

func TestSummary(t *testing.T) {
	for name, want := range map[string]string{
		"trivial":    "goroutines 1 -> 1 -> 1 · GOMAXPROCS 2 · threads 6 · created 0 · 212 µs",
		"gate":       "goroutines 1 -> 10,001 -> 1 · GOMAXPROCS 2 · threads 6 -> 7 · created 10,000 · 123 ms",
		"long":       "goroutines 1 -> ≥9 -> 4 · GOMAXPROCS 2 -> 4 · threads 6 -> 7 · created 31 · 2.48 s",
		"foreign":    "goroutines 1 -> ≥1 -> 1 · GOMAXPROCS 2 · threads 5 (system 1,005) · created 4 · 212 µs",
		"unfinished": "goroutines 1 -> 10,001 -> 10,001 now · GOMAXPROCS 2 · threads 6 -> 7 · created 10,000 · 123 ms",
	} {
		if got := summary(samples()[name]); got != want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, want)
		}
	}
}

// The line claims no more than is known: a peak that may have been higher has a sign, in
// each form.
func TestPeakInTheLine(t *testing.T) {
	for from, want := range map[runtimeprobe.PeakSource]string{
		runtimeprobe.PeakCounted: "1 -> 7 -> 1 ·", runtimeprobe.PeakAll: "1 -> 7 -> 1 ·",
		runtimeprobe.PeakAtLeast: "1 -> ≥7 -> 1 ·", runtimeprobe.PeakSampled: "1 -> ≥7 -> 1 ·", runtimeprobe.PeakEnds: "1 -> ≥7 -> 1 ·",
	} {
		r := gate()
		r.Goroutines.Peak, r.Goroutines.PeakFrom = 7, from
		b := Render(r, nil, Full)
		if !strings.Contains(b.Text, want) {
			t.Errorf("%s: %s", from, b.Text)
		}
		sign := strings.Contains(want, "≥")
		if strings.Contains(b.HTML, "≥7") != sign || strings.Contains(b.Text, "at least 7") != sign {
			t.Errorf("%s: HTML or table without the same", from)
		}
	}
}

func TestModes(t *testing.T) {
	if b := Render(gate(), nil, Off); !b.Empty() || b.HTML != "" || b.Metadata != nil {
		t.Errorf("off shows %+v", b)
	}
	if lines := Error(gate(), nil, Off); lines != nil {
		t.Errorf("off adds %q to an error", lines)
	}
	line, full := Render(gate(), nil, Line), Render(gate(), nil, Full)
	if line.Text != summary(gate()) {
		t.Errorf("line: text is %q", line.Text)
	}
	if !strings.HasPrefix(full.Text, line.Text+"\n") {
		t.Errorf("full: text begins %.90q", full.Text)
	}
	if strings.Contains(line.HTML, "<details open>") || !strings.Contains(full.HTML, "<details open>") {
		t.Error("the disclosure is open in full alone")
	}
	for _, name := range []string{"off", "line", "full", "projector"} {
		m, err := ParseMode(name)
		if err != nil || m.String() != name {
			t.Errorf("ParseMode(%q) = %v, %v", name, m, err)
		}
	}
	if _, err := ParseMode("loud"); err == nil {
		t.Error("ParseMode takes any name")
	}
}

func TestMetadataHoldsTheReport(t *testing.T) {
	want := gate()
	data, err := json.Marshal(Render(want, nil, Line).Metadata)
	if err != nil {
		t.Fatal(err)
	}
	var got Metadata
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if got.Report.Schema != runtimeprobe.Schema || summary(got.Report) != summary(want) {
		t.Errorf("came back as %+v", got.Report)
	}
	if Render(got.Report, nil, Full).HTML != Render(want, nil, Full).HTML {
		t.Error("a report that went through JSON looks different")
	}
}

func TestErrorLines(t *testing.T) {
	lines := Error(gate(), nil, Full)
	if len(lines) < 10 {
		t.Fatalf("%d lines", len(lines))
	}
	for _, l := range lines {
		if !strings.HasPrefix(l, ansiDim) || !strings.HasSuffix(l, ANSIEnd) || strings.Contains(l, "\n") {
			t.Errorf("line %q", l)
		}
	}
}

// Every row has a description, and none is shown twice.
func TestSections(t *testing.T) {
	for name, r := range samples() {
		seen := map[string]bool{}
		for _, s := range sections(r, " -> ") {
			for _, row := range s.Rows {
				if row.Name == "" || row.Source == "" || row.Value == "" {
					t.Errorf("%s: %s: row %+v has a gap", name, s.Title, row)
				}
				if seen[row.Key] {
					t.Errorf("%s: %s stands twice", name, row.Key)
				}
				seen[row.Key] = true
			}
		}
	}
}

func TestPictureNeedsACourse(t *testing.T) {
	short := gate()
	short.Wall = pictureAfter - 1
	none := gate()
	none.Series = nil
	torn := gate()
	torn.Series = &runtimeprobe.Series{At: []int64{0, 1, 2}, Goroutines: []int{1}}
	for name, r := range map[string]runtimeprobe.Report{"short": short, "no series": none, "torn series": torn} {
		if page := Render(r, nil, Full).HTML; strings.Contains(page, "<img") {
			t.Errorf("%s: has a picture", name)
		}
	}
	if page := Render(gate(), nil, Full).HTML; strings.Count(page, "<img") != 2 {
		t.Error("a cell of 123 ms has no two pictures")
	}
}

func TestThin(t *testing.T) {
	s := &runtimeprobe.Series{}
	for i := range 1_000 {
		s.At = append(s.At, int64(i))
		s.Goroutines = append(s.Goroutines, i%7)
		s.Runnable = append(s.Runnable, i%3)
		s.Threads = append(s.Threads, 1)
	}
	s.Goroutines[777], s.Runnable[321] = 99, 88
	for _, n := range []int{3, 10, 55, 333, 999, 1_000, 2_000} {
		got := thin(s, n)
		if got.Len() > n || got.Len() < min(n, 1_000)/2 {
			t.Errorf("thin to %d: %d points", n, got.Len())
		}
		if slices.Max(got.Goroutines) != 99 || slices.Max(got.Runnable) != 88 || got.At[slices.Index(got.Goroutines, 99)] != 777 {
			t.Errorf("thin to %d: a peak or its time is lost", n)
		}
		if got.At[0] != 0 || got.At[got.Len()-1] != 999 || !slices.IsSorted(got.At) {
			t.Errorf("thin to %d: times %v", n, got.At)
		}
	}
}

func BenchmarkRender(b *testing.B) {
	r := gate()
	for b.Loop() {
		Render(r, nil, Line)
	}
}

func BenchmarkRenderTrivial(b *testing.B) {
	r := trivial()
	for b.Loop() {
		Render(r, nil, Line)
	}
}

// Memory is shared among goroutines only where there are enough of them.
func TestPerGoroutine(t *testing.T) {
	// gate: (82,300,000 - 720,896) / 10,000 and 31,400,000 / 10,000.
	if got, want := perGoroutine(gate()), "8.2 kB of stack, 3.1 kB allocated"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	shrunk := gate()
	shrunk.Memory.After.Stacks = 1
	if got, want := perGoroutine(shrunk), "3.1 kB allocated"; got != want {
		t.Errorf("stacks freed: got %q, want %q", got, want)
	}
	if got := perGoroutine(long()); got != "" {
		t.Errorf("31 goroutines: %q", got)
	}
}
