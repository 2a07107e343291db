package notebooks_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"schedtick/notebooks"
	"schedtick/runtimeprobe"
)

// output is one committed output of a cell, as far as its text goes.
type output struct {
	Type      string   `json:"output_type"`
	Text      textOf   `json:"text"`
	Traceback []string `json:"traceback"`
	Data      struct {
		Plain textOf `json:"text/plain"`
	} `json:"data"`
	Metadata struct {
		Report json.RawMessage `json:"schedtick"` // there in a report
	} `json:"metadata"`
}

// textOf is text that a notebook file holds as one string or as its lines.
type textOf string

func (t *textOf) UnmarshalJSON(data []byte) error {
	var lines []string
	if err := json.Unmarshal(data, &lines); err == nil {
		*t = textOf(strings.Join(lines, ""))
		return nil
	}
	return json.Unmarshal(data, (*string)(t))
}

var escapes = regexp.MustCompile("\x1b\\[[0-9;]*m")

// outputs returns what the cells of a committed notebook show, by cell: without
// reports, which have tests of their own.
func outputs(t *testing.T, name string) map[string]string {
	t.Helper()
	return committed(t, name, func(o output) bool { return o.Metadata.Report == nil })
}

// shownWhole returns the same with the reports.
func shownWhole(t *testing.T, name string) map[string]string {
	t.Helper()
	return committed(t, name, func(output) bool { return true })
}

func committed(t *testing.T, name string, wanted func(output) bool) map[string]string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Cells []struct {
			ID      string   `json:"id"`
			Outputs []output `json:"outputs"`
		} `json:"cells"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	shown := map[string]string{}
	for _, c := range file.Cells {
		var b strings.Builder
		for _, o := range c.Outputs {
			switch {
			case !wanted(o):
			case o.Type == "error":
				text := escapes.ReplaceAllString(strings.Join(o.Traceback, "\n"), "")
				failure, _, _ := strings.Cut(text, "\n\ngoroutines ") // the report stands at its end
				b.WriteString(failure + "\n")
			case o.Text != "":
				b.WriteString(string(o.Text))
			default:
				b.WriteString(string(o.Data.Plain) + "\n")
			}
		}
		shown[c.ID] = b.String()
	}
	return shown
}

var (
	numbers = regexp.MustCompile(`\d[\d,.]*`)
	units   = regexp.MustCompile(`# ?(ns|µs|ms|s)\b( to # ?(ns|µs|ms|s)\b)?`)
)

// pattern is a text as the set of its lines, with all numbers alike: what is the same
// in every run, whatever the order of goroutines.
func pattern(text string) []string {
	lines := map[string]bool{}
	for line := range strings.Lines(text) {
		line = numbers.ReplaceAllString(strings.TrimSpace(line), "#")
		if line = units.ReplaceAllString(line, "# t"); line != "" {
			lines[line] = true
		}
	}
	return slices.Sorted(maps.Keys(lines))
}

// compare holds that a cell shows now what it showed when the notebook was committed.
func compare(t *testing.T, id, committed, now string) {
	t.Helper()
	want, got := pattern(committed), pattern(now)
	if !slices.Equal(want, got) {
		t.Errorf("cell %s shows\n\t%s\nand, as committed,\n\t%s\n(make notebooks)", id, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

var (
	quotedCourse  = regexp.MustCompile("`goroutines ([\\d,]+) → ([\\d,]+) → ([\\d,]+)`")
	quotedCreated = regexp.MustCompile("`created ([\\d,]+)`")
)

// checkQuotes holds the numbers that prose quotes against the report of the cell
// before it.
func checkQuotes(t *testing.T, prose notebooks.Cell, r *runtimeprobe.Report) {
	t.Helper()
	course, created := quotedCourse.FindStringSubmatch(prose.Source), quotedCreated.FindStringSubmatch(prose.Source)
	if course == nil && created == nil {
		return
	}
	if r == nil {
		t.Errorf("cell %s quotes a report, and there is none", prose.ID)
		return
	}
	g := r.Goroutines
	if course != nil {
		if have := []int{g.Before, g.Peak, g.After}; !slices.Equal(have, ints(course[1:])) {
			t.Errorf("cell %s quotes %s, the report says %d", prose.ID, course[0], have)
		}
	}
	if created != nil {
		// Counted by go statements; libraries start goroutines too.
		want, have := ints(created[1:])[0], int(g.Created)
		if g.Counted != nil {
			have = int(*g.Counted)
		}
		if want != have {
			t.Errorf("cell %s quotes %s, the report says %d", prose.ID, created[0], have)
		}
	}
}

func ints(texts []string) []int {
	list := make([]int, len(texts))
	for i, s := range texts {
		n, err := strconv.Atoi(strings.ReplaceAll(s, ",", ""))
		if err != nil {
			panic(fmt.Sprintf("%q is matched as a number", s))
		}
		list[i] = n
	}
	return list
}
