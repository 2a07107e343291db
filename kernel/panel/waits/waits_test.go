package waits

import (
	"math"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"schedtick/kernel/panel/diagram"
	"schedtick/kernel/panel/page"
	"schedtick/kernel/panel/page/pagetest"
	"schedtick/kernel/sched"
	"schedtick/kernel/sched/schedtest"
)

// What a learner reads first.
func TestHeadline(t *testing.T) {
	for name, want := range map[string]string{
		"philosophers": "Goroutine 7 (cell [3] line 5) holds fork[i] #1 and waits for fork[i] #2, which goroutine 8 holds, " +
			"who waits for fork[i] #3, which goroutine 9 holds, who waits for fork[i] #4, which goroutine 10 holds, " +
			"who waits for fork[i] #5, which goroutine 11 holds, who waits for fork[i] #1, which goroutine 7 holds. " +
			"They wait for each other in a circle: none of them can ever go on.",
		"banquet": "Goroutine 7 (cell [3] line 5) holds fork[i] #1 and waits for fork[i] #2, which goroutine 8 holds, " +
			"who waits for fork[i] #3, which goroutine 9 holds, who waits for fork[i] #4, which goroutine 10 holds, " +
			"who waits for fork[i] #5, which goroutine 11 holds, who waits for fork[i] #6, which goroutine 12 holds, " +
			"and so on through 13 more, back to goroutine 7. They wait for each other in a circle: none of them can ever go on.",
		"abba": "Goroutine 7 (cell [3] line 5) holds from.mu and waits for to.mu, which goroutine 8 holds, who waits for from.mu, which goroutine 7 holds. " +
			"They wait for each other in a circle: none of them can ever go on.",
		"twice": "Cell [4] itself waits for mu at line 6, which it holds itself: it locked mu at cell [4] line 2 and has not unlocked it. " +
			"A sync.Mutex cannot be locked twice, not even by the goroutine that holds it.",
		"noreceiver": "Goroutine 5 (cell [2] line 4) waits to send on ch at line 5, and nobody is left who could receive: " +
			"an unbuffered channel passes a value on only when both sides are there.",
		"forgottendone": "Cell [6] itself waits for wg to reach 0 at line 11, but it is at 1 and nobody is left who could call wg.Done. Was a Done forgotten?",
		"pipeline":      "4 goroutines wait, each for something that may still come.",
		"empty":         "No goroutine is alive.",
	} {
		paragraph, _, _ := strings.Cut(Render(schedtest.All()[name]).Text, "\n\n")
		for l := range strings.Lines(paragraph) {
			if utf8.RuneCountInString(l) > columns+1 {
				t.Errorf("%s: a line of %d columns", name, utf8.RuneCountInString(l))
			}
		}
		if got := strings.ReplaceAll(paragraph, "\n", " "); got != want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, want)
		}
	}
	if got := Render(nil).Text; got != "No goroutine is alive." {
		t.Errorf("nil: %q", got)
	}
}

// A circle is marked in words, not by its colour alone, and each form says it.
func TestCirclesAreMarked(t *testing.T) {
	for _, name := range []string{"philosophers", "abba", "banquet"} {
		s := schedtest.All()[name]
		svg, _, _ := diagram.Draw(newGraph(newWords(s)).Graph)
		if !strings.Contains(svg, "a circle: none of these can ever go on") || !strings.Contains(svg, diagram.CircleColour) {
			t.Errorf("%s: the picture does not mark the circle", name)
		}
		if text := Render(s).Text; !strings.Contains(text, "┌─> ") || !strings.Contains(text, "└──── ") {
			t.Errorf("%s: the text does not close the circle:\n%s", name, text)
		}
	}
	for _, name := range []string{"noreceiver", "forgottendone", "pipeline", "crowd"} {
		if svg, _, _ := diagram.Draw(newGraph(newWords(schedtest.All()[name])).Graph); strings.Contains(svg, diagram.CircleColour) {
			t.Errorf("%s: has no circle, and the picture shows one", name)
		}
	}
}

// Who cannot be there any more is drawn as nobody.
func TestNobody(t *testing.T) {
	for name, want := range map[string]string{
		"noreceiver":    "is left who could receive",
		"forgottendone": "is left to call Done",
		"odd":           "is gone and did not unlock",
	} {
		if svg, _, _ := diagram.Draw(newGraph(newWords(schedtest.All()[name])).Graph); !strings.Contains(svg, want) {
			t.Errorf("%s: the picture does not say %q", name, want)
		}
	}
}

// A picture that leaves something out says so, beside it and in it.
func TestCut(t *testing.T) {
	b := Render(schedtest.Crowd())
	g := newGraph(newWords(schedtest.Crowd()))
	if len(g.Nodes) > maxNodes {
		t.Errorf("%d nodes", len(g.Nodes))
	}
	// 60 wait; a box and a pill each, less the room kept for those who serve them.
	if drawn := (maxNodes - maxUsers) / 2; g.groups != 60-drawn {
		t.Errorf("%d left out, want %d", g.groups, 60-drawn)
	}
	if want := "42 more places at which goroutines wait are not drawn"; !strings.Contains(b.HTML, want) {
		t.Errorf("the page does not say %q", want)
	}
	// The words show 40 of 60, and the snapshot itself lacks 3.
	if want := "23 more places at which goroutines wait"; !strings.Contains(b.Text, want) || !strings.Contains(b.HTML, want) {
		t.Errorf("the words do not say %q", want)
	}
	if svg, _, _ := diagram.Draw(newGraph(newWords(schedtest.Philosophers(100))).Graph); !strings.Contains(svg, "… 90 more …") {
		t.Error("a circle of 100 does not say that 90 are not drawn")
	}
}

// Boxes do not cover each other and are inside the picture; arrows lead somewhere.
func TestPlaces(t *testing.T) {
	all := schedtest.All()
	for n := 2; n <= 40; n++ {
		all["philosophers"] = schedtest.Philosophers(n)
		for name, s := range all {
			checkPlaces(t, name, s)
		}
		all = map[string]*sched.Snapshot{}
	}
	for seed := range uint64(300) {
		checkPlaces(t, "random", schedtest.Random(seed))
	}
}

// diagramColours are what pictures of waits may use.
var diagramColours = []string{diagram.CircleColour, diagram.LostColour, diagram.BoxFill, diagram.PillFill}

func checkPlaces(t *testing.T, name string, s *sched.Snapshot) {
	t.Helper()
	p := diagram.Place(newGraph(newWords(s)).Graph)
	if len(p.Nodes) > maxNodes {
		t.Errorf("%s: %d nodes", name, len(p.Nodes))
	}
	for i, a := range p.Nodes {
		if a.X-a.W/2 < -0.5 || a.Y-a.H/2 < -0.5 || a.X+a.W/2 > p.Width+0.5 || a.Y+a.H/2 > p.Height+0.5 || math.IsNaN(a.X+a.Y) {
			t.Errorf("%s: %v is outside of %.0fx%.0f: %+v", name, a.Lines, p.Width, p.Height, a)
		}
		for _, b := range p.Nodes[i+1:] {
			if math.Abs(a.X-b.X) < (a.W+b.W)/2-0.5 && math.Abs(a.Y-b.Y) < (a.H+b.H)/2-0.5 {
				t.Errorf("%s: %v covers %v", name, a.Lines, b.Lines)
			}
		}
	}
	for _, e := range p.Edges {
		if e.From < 0 || e.To < 0 || e.From >= len(p.Nodes) || e.To >= len(p.Nodes) {
			t.Errorf("%s: edge %+v", name, e)
		}
	}
}

// Whatever a snapshot holds, every form of it is made, and is safe to show.
func TestAnySnapshot(t *testing.T) {
	for seed := range uint64(60) {
		s := schedtest.Random(seed)
		pagetest.HTML(t, Render(s).HTML, diagramColours...)
		pagetest.HTML(t, List(s).HTML)
		var left page.Builder
		WriteLeftovers(&left, s, false, page.Normal)
		for _, text := range []string{Render(s).HTML, Render(s).Text, left.String()} {
			if broken := regexp.MustCompile(`who (held|run) by`).FindString(text); broken != "" {
				t.Errorf("it says %q", broken)
			}
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

func TestAllowed(t *testing.T) {
	for name, s := range schedtest.All() {
		t.Run(name, func(t *testing.T) {
			pagetest.HTML(t, Render(s).HTML, diagramColours...)
			pagetest.HTML(t, List(s).HTML)
		})
	}
}

func TestLeft(t *testing.T) {
	mixed := schedtest.Pool()
	mixed.Groups[2].Leaked = "nobody unlocks it"
	for want, s := range map[string]*sched.Snapshot{
		"":                                     nil,
		"6 still alive, 5 of them leaked":      schedtest.Philosophers(5),
		"1 leaked":                             schedtest.NoReceiver(),
		"5 still alive":                        schedtest.Pipeline(),
		"10,009 still alive, 7 of them leaked": mixed,
	} {
		if got := Left(s, 0); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := Left(&sched.Snapshot{}, 0); got != "" {
		t.Errorf("an empty snapshot: %q", got)
	}
}

func BenchmarkRender(b *testing.B) {
	s := schedtest.Philosophers(18)
	for b.Loop() {
		Render(s)
	}
}

// Who waits for a wait group is not to blame while others are stuck elsewhere; and
// what wg.Go started owes it a Done.
func TestWaitGroupIsNotToBlame(t *testing.T) {
	s := schedtest.Philosophers(5)
	s.Objects[5].Users = nil
	if got, _, _ := strings.Cut(Render(s).Text, "\n\n"); strings.Contains(got, "forgotten") {
		t.Errorf("a circle, and the words blame a forgotten Done:\n%s", got)
	}
	for i := 1; i <= 5; i++ {
		s.Groups[i].Start = schedtest.Site(3, 5, "sync.WaitGroup.Go", "wg")
	}
	if text := Render(s).Text; !strings.Contains(text, "5 goroutines (cell [3] line 5) could call Done") {
		t.Errorf("the words do not say who owes a Done:\n%s", text)
	}
	for i := 1; i <= 5; i++ {
		s.Groups[i].Start.Text = "other"
	}
	if text := Render(s).Text; strings.Contains(text, "could call Done") {
		t.Errorf("goroutines of another wait group owe a Done:\n%s", text)
	}
}

func BenchmarkLarge(b *testing.B) {
	s := schedtest.Large()
	b.Run("waits", func(b *testing.B) {
		for b.Loop() {
			Render(s)
		}
	})
	b.Run("list", func(b *testing.B) {
		for b.Loop() {
			List(s)
		}
	})
}

// A goroutine whose select sends on a channel and receives from it cannot meet itself.
func TestBothWays(t *testing.T) {
	s := &sched.Snapshot{
		Total: 1,
		Groups: []sched.Group{{
			Cell: 2, Start: schedtest.Site(2, 3, "go", ""), State: "select", At: schedtest.Site(2, 3, "select", "c, c"), Count: 1, IDs: []uint64{2},
			Waits: []sched.Wait{{Object: 0}, {Object: 0, Send: true}},
		}},
		Objects: []sched.Object{{Kind: sched.Chan, Name: "c", Users: []int{0}}},
	}
	text := strings.ReplaceAll(Render(s).Text, "\n", " ")
	if !strings.Contains(text, "waits to receive from c or to send on c at line 3. Nobody is seen so far who could do any of it.") ||
		strings.Count(text, "└─>") != 1 || strings.Contains(text, "can use it") {
		t.Errorf("alone:\n%s", text)
	}
	s.Total, s.Groups = 2, append(s.Groups, sched.Group{Cell: 3, State: "chan send", At: schedtest.Site(3, 1, "chan send", "c"), Count: 1, IDs: []uint64{3}, Waits: []sched.Wait{{Object: 0, Send: true}}})
	s.Objects[0].Users = []int{0, 1}
	if text := Render(s).Text; !strings.Contains(text, "goroutine 2 (cell [2] line 3), cell [3] itself can use it") {
		t.Errorf("beside another:\n%s", text)
	}
}

// Who reads may read twice, unless somebody waits to write.
func TestReadsTwice(t *testing.T) {
	s := schedtest.Twice()
	s.Groups[0].State, s.Objects[0].Kind, s.Objects[0].Holders[0].At = "sync.RWMutex.RLock", sched.RWMutex, nil
	s.Total, s.Groups = 2, append(s.Groups, sched.Group{
		Cell: 4, Start: schedtest.Site(4, 3, "go", ""), State: "sync.RWMutex.Lock", At: schedtest.Site(4, 3, "sync.RWMutex.Lock", "mu"),
		Count: 1, IDs: []uint64{2}, Waits: []sched.Wait{{Object: 0}},
	})
	const want = "It may read twice, but goroutine 2 (cell [4] line 3) waits to Lock, and from then on RLock lets nobody in, not even who reads already."
	if text := strings.ReplaceAll(Render(s).Text, "\n", " "); !strings.Contains(text, want) || strings.Contains(text, "cannot be locked twice") {
		t.Errorf("got %s", text)
	}
}

// A reader that locks to write too is not told that it locked twice to write.
func TestReaderBecomesWriter(t *testing.T) {
	s := schedtest.Twice()
	s.Groups[0].State, s.Objects[0].Kind = "sync.RWMutex.Lock", sched.RWMutex
	text := func() string { return strings.ReplaceAll(Render(s).Text, "\n", " ") }
	if !strings.Contains(text(), "cannot be locked twice") {
		t.Errorf("it has locked it to write: %s", text())
	}
	s.Objects[0].Holders[0].At = nil // it reads: of a writer it is known where it locked
	if !strings.Contains(text(), "a reader cannot become the writer") || strings.Contains(text(), "cannot be locked twice") {
		t.Errorf("it reads: %s", text())
	}
}

// In a deadlock nobody is alive who could go on, not those either who wait in compiled code.
func TestAsleepInCompiledCode(t *testing.T) {
	s := &sched.Snapshot{Total: 1, Asleep: true, Groups: []sched.Group{{
		Cell: 3, State: "select", At: schedtest.Site(3, 5, "select", ""), Count: 1, IDs: []uint64{1},
	}}}
	const want = "Cell [3] itself waits in compiled code (select) at line 5, and nobody is left who could wake it."
	if text := strings.ReplaceAll(Render(s).Text, "\n", " "); text != want {
		t.Errorf("got %s", text)
	}
}

// Each case of a select has a channel of its own, nil or not.
func TestNilCases(t *testing.T) {
	s := &sched.Snapshot{
		Total: 1,
		Groups: []sched.Group{{
			Cell: 2, Start: schedtest.Site(2, 3, "go", ""), State: "select", At: schedtest.Site(2, 3, "select", "x, y"), Count: 1, IDs: []uint64{2},
			Waits: []sched.Wait{{Object: 0}, {Object: 1, Send: true}},
		}},
		Objects: []sched.Object{{Kind: sched.NilChan, Name: "x"}, {Kind: sched.NilChan, Name: "y"}},
	}
	if text := strings.ReplaceAll(Render(s).Text, "\n", " "); !strings.Contains(text, "to receive from x, which is nil, or to send on y, which is nil") {
		t.Errorf("got %s", text)
	}
}

// A once is nothing that one holds: one is in its function.
func TestOnceIsNotHeld(t *testing.T) {
	s := schedtest.Twice()
	s.Groups[0].State, s.Objects[0] = "sync.Once.Do", sched.Object{Kind: sched.Once, Name: "once", Holders: []sched.Holder{{ID: 1, Group: 0}}}
	const alone = "Cell [4] itself waits for once at line 6, which it is in itself. The function of a sync.Once must not call Do of the same Once."
	if text := strings.ReplaceAll(Render(s).Text, "\n", " "); !strings.Contains(text, alone) {
		t.Errorf("got %s", text)
	}
	s.Groups[0].Waits = []sched.Wait{{Object: 1}}
	s.Total, s.Groups = 2, append(s.Groups, sched.Group{
		Cell: 4, Start: schedtest.Site(4, 3, "go", ""), State: "sync.Once.Do", At: schedtest.Site(4, 3, "sync.Once.Do", "once"),
		Count: 1, IDs: []uint64{2}, Waits: []sched.Wait{{Object: 0}},
	})
	s.Objects = append(s.Objects, sched.Object{Kind: sched.Once, Name: "other", Holders: []sched.Holder{{ID: 2, Group: 1}}})
	s.Cycles = [][]int{{0, 1}}
	if text := strings.ReplaceAll(Render(s).Text, "\n", " "); !strings.Contains(text, "Cell [4] itself is in once and waits for other.Do to return, which goroutine 2 ") {
		t.Errorf("got %s", text)
	}
}
