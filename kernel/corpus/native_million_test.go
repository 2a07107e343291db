package corpus

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"schedtick/kernel"
	"schedtick/kernel/notebooktest"
	"schedtick/kernel/panel"
)

// millionRounds is how often BenchmarkNativeMillion measures each of its turns.
const millionRounds = 5

// A millionTurn is a million goroutines that wait.
type millionTurn struct {
	wall, cpu time.Duration // as the program measures them, of its process
	whole     time.Duration // of the process, or of the cell with its report; nothing is built in it
	peak      float64       // bytes
}

func (m millionTurn) String() string {
	return fmt.Sprintf("%.2f s, cpu %.2f, whole %.2f", m.wall.Seconds(), m.cpu.Seconds(), m.whole.Seconds())
}

// BenchmarkNativeMillion parks a million goroutines in a plain program, in a new session's
// first cell, in a plain program again and in that session's second cell, five times over.
// The metrics are the medians of a round's native / plain, for each the plain program run
// just before it: -wall and -cpu as the program itself measures them, -whole from the start
// of the process to its end, and from the cell to its report; and the most memory of all turns.
//
//	go test -run '^$' -bench NativeMillion -benchtime 1x ./kernel/corpus
func BenchmarkNativeMillion(b *testing.B) {
	exe, file := benchProgram(b, "million")
	text, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	read := func(said string, whole time.Duration) millionTurn {
		var wall, cpu int64
		var peak float64
		if _, err := fmt.Sscan(said, &wall, &cpu, &peak); err != nil {
			b.Fatalf("%q: %v", said, err)
		}
		return millionTurn{time.Duration(wall), time.Duration(cpu), whole, peak}
	}
	plain := func() millionTurn {
		began := time.Now()
		out, err := exec.Command(exe).Output()
		if err != nil {
			b.Fatal(err)
		}
		return read(string(out), time.Since(began))
	}
	open := func() *notebooktest.Session {
		return notebooktest.New(b, kernel.NotebookOptions{Exe: binary, Probe: panel.Full})
	}
	turn := func(s *notebooktest.Session) millionTurn {
		began := time.Now()
		out, o := s.Do(b.Context(), "%%native\n"+string(text))
		if o.Failure != nil {
			b.Fatal(o.Failure.Text())
		}
		if len(out.Reports()) == 0 {
			b.Fatal("no report")
		}
		return read(out.Text(), time.Since(began))
	}
	builds := open() // what the sessions below find
	for builds.Cells < 2 {
		turn(builds)
	}
	if err := builds.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		names := [...]string{"first", "later"}
		var ratios [len(names)]map[string][]float64
		var most float64
		for range millionRounds {
			s := open()
			var line []string
			for i, name := range names {
				p := plain()
				n := turn(s)
				line = append(line, "plain "+p.String(), name+" "+n.String())
				if ratios[i] == nil {
					ratios[i] = make(map[string][]float64)
				}
				ratios[i]["wall"] = append(ratios[i]["wall"], float64(n.wall)/float64(p.wall))
				ratios[i]["cpu"] = append(ratios[i]["cpu"], float64(n.cpu)/float64(p.cpu))
				ratios[i]["whole"] = append(ratios[i]["whole"], float64(n.whole)/float64(p.whole))
				most = math.Max(most, n.peak)
			}
			b.Log(strings.Join(line, "; "))
			if err := s.Close(); err != nil {
				b.Fatal(err)
			}
		}
		for i, name := range names {
			for what, list := range ratios[i] {
				slices.Sort(list)
				b.ReportMetric(list[len(list)/2], name+"-"+what)
			}
		}
		b.ReportMetric(most/1e9, "peak-GB")
	}
}
