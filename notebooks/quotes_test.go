package notebooks_test

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"schedtick/notebooks"
	"schedtick/runtimeprobe"
)

// A quote is a place in prose that names numbers, and what holds them true. The header of
// testdata/quotes.txt explains the kinds.
type quote struct {
	notebook, prose string // "01", and the cell
	words           string
	kind            string
	cells           []string
	output          *regexp.Regexp
	bounds          []float64 // lowest and highest of each number, or of all
}

func (q quote) String() string { return fmt.Sprintf("%s %s: %q", q.notebook, q.prose, q.words) }

func readQuotes(t *testing.T) []quote {
	t.Helper()
	data, err := os.ReadFile("testdata/quotes.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []quote
	var place quote
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		rest, isQuote := strings.CutPrefix(line, "  ")
		if line == "" || line[0] == '#' {
			continue
		}
		if !isQuote {
			place.notebook, place.prose, _ = strings.Cut(line, " ")
			continue
		}
		q := place
		part := strings.Split(rest, " | ")
		q.words = part[0]
		q.kind, rest, _ = strings.Cut(part[1], " ")
		q.cells = strings.Fields(rest)
		if len(part) == 4 {
			q.output = regexp.MustCompile(part[2])
			for _, f := range strings.Fields(part[3]) {
				n, err := strconv.ParseFloat(f, 64)
				if err != nil {
					t.Fatalf("%v: %v", q, err)
				}
				q.bounds = append(q.bounds, n)
			}
		}
		if measured := slices.Contains([]string{"shows", "quiet", "ratio"}, q.kind); measured != (q.output != nil) || measured && len(q.bounds) < 2 {
			t.Fatalf("malformed line %q", line)
		}
		list = append(list, q)
	}
	return list
}

// check holds an output to what prose says of it.
func (q quote) check(t *testing.T, output string) {
	t.Helper()
	found := q.output.FindStringSubmatch(output)
	if len(found) < 2 {
		t.Errorf("%v: no match for %v in\n%s", q, q.output, output)
		return
	}
	if q.kind == "ratio" {
		n := parseNumber(t, found[2]) / parseNumber(t, found[1])
		if n < q.bounds[0] || n > q.bounds[1] {
			t.Errorf("%v: the cell shows %s and %s, %.0f times as much", q, found[1], found[2], n)
		}
		return
	}
	for i, number := range found[1:] {
		b := q.bounds[:2]
		if len(q.bounds) >= 2*(i+1) {
			b = q.bounds[2*i:]
		}
		if n := parseNumber(t, number); n < b[0] || n > b[1] {
			t.Errorf("%v: the cell shows %s, which is not from %v to %v", q, number, b[0], b[1])
		}
	}
}

var unitsOf = map[string]float64{
	"": 1, "B": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9, "ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1,
}

// parseNumber reads "10,001", "26.5 µs" or "75ms", in bytes and seconds.
func parseNumber(t *testing.T, s string) float64 {
	t.Helper()
	at := strings.LastIndexAny(s, "0123456789") + 1
	n, err := strconv.ParseFloat(strings.ReplaceAll(s[:at], ",", ""), 64)
	unit, known := unitsOf[strings.TrimSpace(s[at:])]
	if err != nil || !known {
		t.Fatalf("%q is no number with a unit", s)
	}
	return n * unit
}

var (
	notQuoted = regexp.MustCompile("(?s)```.*?```" + // listings of the text
		"|`[^`]*`|\\[\\d\\. [^]]*\\]\\([^)]*\\)|\\]\\([^)]*\\)" + // code, and where a link leads
		"|(?m:^#+ .*$)|Go 1\\.\\d+")
	number = regexp.MustCompile(`\d[\d,.]*`)
)

// theTexts are cells whose prose is the text's own; testdata/listings.txt holds them to it.
var theTexts = map[string]bool{"problem": true, "chinese": true, "idea": true, "figure": true}

// Every number that prose names is in the table, and what the table says of it holds: it is
// in the code or in the text, or the committed output shows it. TestLessonsRun holds the
// same of what the cells show now.
func TestQuotes(t *testing.T) {
	quotes := readQuotes(t)
	text, err := os.ReadFile("testdata/listings.txt")
	if err != nil {
		t.Fatal(err)
	}
	used := make([]bool, len(quotes))
	for _, e := range notebooks.Index() {
		nb, err := notebooks.Open(e.File)
		if err != nil {
			t.Fatal(err)
		}
		source, shown := map[string]string{}, shownWhole(t, e.File)
		for _, c := range nb.Cells {
			source[c.ID] = c.Source
		}
		for _, c := range nb.Cells {
			if c.Type != notebooks.Markdown {
				continue
			}
			prose := c.Source
			for i, q := range quotes {
				if q.notebook != e.File[:2] || q.prose != c.ID {
					continue
				}
				if used[i] = strings.Contains(c.Source, q.words); !used[i] {
					t.Errorf("%v: it does not say that", q)
				}
				prose = strings.ReplaceAll(prose, q.words, "")
				switch q.kind {
				case "shows", "quiet", "ratio":
					q.check(t, shown[q.cells[0]])
				case "text":
					q.standsIn(t, string(text))
				case "code":
					var code strings.Builder
					for _, id := range q.cells {
						if source[id] == "" {
							t.Errorf("%v: there is no cell %s", q, id)
						}
						code.WriteString(source[id])
					}
					q.standsIn(t, code.String())
				case "go":
				default:
					t.Errorf("%v: %q is no kind", q, q.kind)
				}
			}
			if theTexts[c.ID] {
				continue
			}
			if c.ID == "compare" || c.ID == "summary" { // the text's table, and its summary
				prose = prose[strings.LastIndex(prose, "\n\n"):]
			}
			if rest := number.FindAllString(notQuoted.ReplaceAllString(prose, ""), -1); rest != nil {
				t.Errorf("%s, cell %s: nothing in testdata/quotes.txt holds true %q", e.File, c.ID, rest)
			}
		}
	}
	for i, q := range quotes {
		if !used[i] {
			t.Errorf("%v: there is no such place", q)
		}
	}
}

// standsIn holds that the numbers of a quote stand in code or in the text, or are the
// product or the sum of two that do.
func (q quote) standsIn(t *testing.T, source string) {
	t.Helper()
	have := map[float64]bool{}
	for _, s := range number.FindAllString(strings.ReplaceAll(source, "_", ""), -1) {
		have[whole(s)] = true
	}
	for _, s := range number.FindAllString(q.words, -1) {
		n, found := whole(s), false
		for a := range have {
			for b := range have {
				found = found || a == n || a*b == n || a+b == n
			}
		}
		if !found {
			t.Errorf("%v: %s does not stand in the %s", q, s, q.kind)
		}
	}
}

func whole(s string) float64 {
	n, err := strconv.ParseFloat(strings.TrimRight(strings.ReplaceAll(s, ",", ""), "."), 64)
	if err != nil {
		return -1
	}
	return n
}

// checkShown holds what a cell showed in this run to what prose says of it.
func checkShown(t *testing.T, quotes []quote, notebook string, c notebooks.Cell, text string, r *runtimeprobe.Report) {
	t.Helper()
	if r != nil {
		created := int(r.Goroutines.Created)
		if r.Goroutines.Counted != nil {
			created = int(*r.Goroutines.Counted)
		}
		text += fmt.Sprintf("\ngoroutines %d -> %d -> %d · created %d\n", r.Goroutines.Before, r.Goroutines.Peak, r.Goroutines.After, created)
	}
	for _, q := range quotes {
		if q.kind != "shows" || q.notebook != notebook || q.cells[0] != c.ID {
			continue
		}
		if _, err := exec.LookPath("cc"); err != nil && c.ID == "costs" && !q.output.MatchString(text) {
			t.Logf("%v: %%costs measures it in C, and there is no C compiler: %v", q, err)
			continue
		}
		q.check(t, text)
	}
}
