package worker

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestStreamsTake(t *testing.T) {
	s := newStreams()
	s.add("stdout", []byte("a\xe2\x82"))
	if got := s.take(false); len(got) != 1 || string(got[0].data) != "a" {
		t.Errorf("took %v", got)
	}
	if got := s.take(false); len(got) != 0 {
		t.Errorf("took %v of an unfinished character", got)
	}
	s.add("stdout", []byte("\xac"))
	s.add("stderr", []byte("e"))
	s.add("stdout", []byte("b\xff"))
	var got strings.Builder
	for _, seg := range s.take(false) {
		fmt.Fprintf(&got, "%s %q ", seg.name, seg.data)
	}
	if got.String() != `stdout "€" stderr "e" stdout "b\xff" ` {
		t.Errorf("took %s", got.String())
	}
	s.add("stdout", []byte("\xe2"))
	if got := s.take(true); len(got) != 1 {
		t.Errorf("took %v at the end", got)
	}
}

// Output is complete, in order, and comes in few pieces, however much there is.
func TestManyLines(t *testing.T) {
	b := newBench(t, nil)
	for _, lines := range []int{100_000, manyLines} {
		b.out.messages = 0
		begun := time.Now()
		o := b.run("", fmt.Sprintf(`for i := 0; i < %d; i++ { if stopped { rt.Checkpoint() }; rt.Println(i) }`, lines))
		took := time.Since(begun)
		if o.Kind != OK {
			t.Fatalf("outcome %+v", o)
		}
		got := b.out.text(b.cells, "stdout")
		i := 0
		for line := range strings.Lines(got) {
			if line != fmt.Sprintln(i) {
				t.Fatalf("line %d is %q", i, line)
			}
			i++
		}
		if i != lines {
			t.Errorf("%d lines, want %d", i, lines)
		}
		t.Logf("%d lines: %v, %d messages", lines, took, b.out.messages)
		if lines == 100_000 && b.out.messages > 200 {
			t.Errorf("%d messages", b.out.messages)
		}
	}
}

// A front that publishes slowly slows the program down; nothing piles up.
func TestBackPressure(t *testing.T) {
	s := newStreams()
	added := make(chan int)
	go func() {
		for i := range 100 {
			s.add("stdout", make([]byte, pumpBuffer))
			added <- i
		}
	}()
	most := 0
	for n := 0; n < 100; {
		select {
		case <-added:
			n++
			most = max(most, s.pending())
		case <-time.After(10 * time.Millisecond): // it waits
			s.take(true)
		}
	}
	if most > streamRoom+pumpBuffer {
		t.Errorf("%d bytes were waiting", most)
	}
}

// What was printed before a display, to whatever stream and however, is published
// before it.
func TestOrder(t *testing.T) {
	b := newBench(t, nil)
	var log strings.Builder
	ordered := &orderedEvents{recorder: b.out, log: &log}
	b.w.cfg.Events = ordered
	b.run("", `
for i := 0; i < 3; i++ {
	rt.Println("a"); fmt_.Fprintln(rt.Stdout(), "b"); syscall_.Write(1, []byte("c\n"))
	display_.Text("x")
	rt.Println("d")
}
rt.Println("é")`)
	if got, want := log.String(), strings.Repeat("a\nb\nc\n|d\n", 3)+"é\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(b.out.shown) != 3 {
		t.Errorf("displays %+v", b.out.shown)
	}
}

type orderedEvents struct {
	*recorder
	log *strings.Builder
}

func (e *orderedEvents) Stream(_ int, _ string, data []byte) {
	if !utf8.Valid(data) {
		e.log.WriteString("broken character")
	}
	e.log.Write(data)
}

func (e *orderedEvents) Display(cell int, d Display) {
	e.log.WriteString("|")
	e.recorder.Display(cell, d)
}

// Output of a goroutine that outlives its cell comes by itself, as the first cell's,
// or the latest one's if that was asked for.
func TestLateOutput(t *testing.T) {
	const gate = `var late_%[1]d chan int
func printer_%[1]d() { rt.Recv(0, late_%[1]d, nil); rt.Println("late"); rt.PrintlnB("late, too") }`
	for _, latest := range []bool{false, true} {
		b := newBench(t, nil)
		if err := b.w.SetLateOutput(t.Context(), latest); err != nil {
			t.Fatal(err)
		}
		b.run(fmt.Sprintf(gate, 1), "late_1 = make(chan int); rt.Go(0, printer_1)")
		want := b.cells
		b.run("", `rt.Println("next"); v := 1; rt.Send(0, late_1, &v)`)
		if latest {
			want = b.cells
		}
		b.out.await(t, want, "stdout", "late\n")
		b.out.await(t, want, "stderr", "late, too\n")
		if got := b.out.text(b.cells, "stdout"); !latest && got != "next\n" {
			t.Errorf("output of the second cell: %q, want its own line", got)
		}
	}
}

func TestInput(t *testing.T) {
	b := newBench(t, nil)
	_, done := b.start("", `
var name string; var n int
rt.Print("who? "); rt.Scan(&name, &n); rt.Println("hello", name, n)
r := bufio_.NewReader(rt.StdinReader()); line, err := r.ReadString('\n'); rt.Println(line, err)`, RunOptions{AllowStdin: true})
	b.out.await(t, b.cells, "stdout", "who? ")
	for _, s := range []string{"gopher", "7", "a line"} {
		b.out.replies <- s
	}
	if o := b.wait(done); o.Kind != OK {
		t.Fatalf("outcome %+v", o)
	}
	if got := b.out.text(b.cells, "stdout"); got != "who? hello gopher 7\na line\n <nil>\n" {
		t.Errorf("printed %q", got)
	}
	b.run("", `var s string; _, err := rt.Scan(&s); rt.Println(err)`)
	if got := b.out.text(b.cells, "stdout"); got != errNoInput.Error()+"\n" {
		t.Errorf("without a front-end to ask: %q", got)
	}
}
