package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"schedtick/kernel"
	"schedtick/kernel/notebooktest"
	"schedtick/kernel/panel"
	"schedtick/kernel/toolchain"
)

// A race program is a session, its cells parted by "---"; the last one runs under
// %%race. Comments say what is to be found: "race: a" on the lines of the two accesses
// of race a, "starts: a" where their goroutines are started, "main: a" if
// one of them is main's. A program without such comments has no race.

// markedRace is what the comments say of one race: places as "cell line".
type markedRace struct {
	lines, starts []string
	main          bool
	found         bool
}

var raceMark = regexp.MustCompile(`(race|starts|main): ([a-z])`)

func markedRaces(list []string) map[string]*markedRace {
	races := make(map[string]*markedRace)
	for i, code := range list {
		for j, line := range strings.Split(code, "\n") {
			_, comment, _ := strings.Cut(line, "//")
			for _, m := range raceMark.FindAllStringSubmatch(comment, -1) {
				r := races[m[2]]
				if r == nil {
					r = new(markedRace)
					races[m[2]] = r
				}
				at := fmt.Sprintf("%d %d", i+1, j+1)
				switch m[1] {
				case "race":
					r.lines = append(r.lines, at)
				case "starts":
					r.starts = append(r.starts, at)
				case "main":
					r.main = true
				}
			}
		}
	}
	return races
}

// foundRace is one that was reported.
type foundRace struct {
	lines, starts []string
	main          bool
}

var (
	foundAccess = regexp.MustCompile(`^(?:\d+\.|  ) cell \[(\d+)\] line (\d+) (?:atomically )?(?:reads|writes)`)
	foundStart  = regexp.MustCompile(`^     in the goroutine started at cell \[(\d+)\] line (\d+)`)
)

// foundRaces reads a report.
func foundRaces(report string) []foundRace {
	var list []foundRace
	for line := range strings.Lines(report) {
		if regexp.MustCompile(`^\d+\. `).MatchString(line) {
			list = append(list, foundRace{})
		}
		if len(list) == 0 {
			continue
		}
		r := &list[len(list)-1]
		if m := foundAccess.FindStringSubmatch(line); m != nil {
			r.lines = append(r.lines, m[1]+" "+m[2])
		}
		if m := foundStart.FindStringSubmatch(line); m != nil {
			r.starts = append(r.starts, m[1]+" "+m[2])
		}
		r.main = r.main || strings.HasPrefix(line, "     in the main goroutine")
	}
	return list
}

// is reports whether what was found is what was marked: of both goroutines where they were
// started, if that is marked at all.
func (f foundRace) is(m *markedRace) bool {
	told := len(f.starts)
	if f.main {
		told++
	}
	if len(m.starts) > 0 && told != 2 {
		return false
	}
	in := func(list, all []string) bool {
		return !slices.ContainsFunc(list, func(s string) bool { return !slices.Contains(all, s) })
	}
	return len(f.lines) == 2 && in(f.lines, m.lines) && in(f.starts, m.starts) && (m.main || !f.main)
}

// Every race is found, none is invented, and the lines are exact: of both accesses,
// and where their goroutines were started.
func TestRaces(t *testing.T) {
	if _, err := toolchain.New(toolchain.Options{}).Race(t.Context()); err != nil {
		t.Skip("this test needs the race detector: ", err)
	}
	files, err := filepath.Glob("testdata/race/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	counts := make(map[string]int)
	for i, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		kind, _, _ := strings.Cut(name, "_")
		counts[kind]++
		if i%thin != 0 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			checkRaces(t, kind == "racy", string(text))
		})
	}
	if counts["racy"] < 20 || counts["clean"] < 20 {
		t.Errorf("%v: want at least 20 of each", counts)
	}
}

func checkRaces(t *testing.T, racy bool, text string) {
	list := strings.Split(text, "---\n")
	list[len(list)-1] = "%%race\n" + list[len(list)-1]
	marked := markedRaces(list)
	if racy != (len(marked) > 0) {
		t.Fatal("the program's name and its comments differ")
	}
	n := notebooktest.New(t, kernel.NotebookOptions{Exe: binary, Probe: panel.Off})
	var report string
	for _, code := range list {
		out, o := n.Do(t.Context(), code)
		// Two writes to a map that meet in the same instant are found by the runtime as well,
		// which then ends the program; the detector has said so before.
		if o.Failure != nil && !(racy && strings.HasPrefix(o.Failure.Text(), "fatal error: concurrent map ")) {
			t.Fatal(o.Failure.Text())
		}
		report += out.Displayed()
	}
	for _, f := range foundRaces(report) {
		known := false
		for _, m := range marked {
			if f.is(m) {
				m.found, known = true, true
			}
		}
		if !known {
			t.Errorf("invented, or in the wrong place: %+v in\n%s", f, report)
		}
	}
	for name, m := range marked {
		if !m.found {
			t.Errorf("race %s is not found: %+v in\n%s", name, *m, report)
		}
	}
	if !racy && !strings.HasPrefix(report, "no data race in this run") {
		t.Errorf("report %q", report)
	}
}
