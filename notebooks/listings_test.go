package notebooks

import (
	"os"
	"strings"
	"testing"
)

// An item is one listing, table, figure or list of the text, and where it is taught.
type item struct {
	name  string // kind, section and name
	file  string
	cells []string
	lines []itemLine
}

type itemLine struct {
	text string // as the text has it
	cell string // as the cells have it: the same, or what takes its place
}

// Nothing of the text is missing: each item of testdata/listings.txt is in the cells that
// the table names, line by line and in order.
func TestListings(t *testing.T) {
	data, err := os.ReadFile("testdata/listings.txt")
	if err != nil {
		t.Fatal(err)
	}
	items := parseItems(t, string(data))
	if len(items) < 22 {
		t.Fatalf("only %d items", len(items))
	}
	taught := map[string]bool{}
	for _, it := range items {
		taught[it.file] = true
		t.Run(it.name, func(t *testing.T) { it.check(t, open(t, it.file)) })
	}
	for _, e := range Index() {
		if e.Section != "" && !taught[e.File] {
			t.Errorf("%s holds nothing of the text", e.File)
		}
	}
}

// check looks for the item's lines in its cells.
func (it item) check(t *testing.T, nb Notebook) {
	byID := map[string]Cell{}
	for _, c := range nb.Cells {
		byID[c.ID] = c
	}
	var rest []string
	for _, id := range it.cells {
		c, ok := byID[id]
		if !ok {
			t.Fatalf("%s has no cell %s", it.file, id)
		}
		for line := range strings.Lines(c.Source) {
			rest = append(rest, collapse(line))
		}
	}
	for _, line := range it.lines {
		found := false
		for i, have := range rest {
			if have == line.cell {
				rest, found = rest[i+1:], true
				break
			}
		}
		if !found {
			t.Errorf("%s, cells %v: missing, or not in this order:\n\t%s", it.file, it.cells, line.cell)
		}
	}
}

// A listing in Go is code that runs, not an illustration. The exceptions are listings that
// are shown beside their runnable form.
func TestListingsRun(t *testing.T) {
	shown := map[string]bool{
		"listing 4 routermgr_grpc.go, as in the text": true, // runs as route-manager, on net/http
		"listing 6 C pthreads":                        true, // not Go
		"listing 7 Output":                            true, // not a program
	}
	data, err := os.ReadFile("testdata/listings.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range parseItems(t, string(data)) {
		if !strings.HasPrefix(it.name, "listing ") || shown[it.name] {
			continue
		}
		for _, c := range open(t, it.file).Cells {
			for _, id := range it.cells {
				if c.ID == id && c.Type != Code {
					t.Errorf("%s: cell %s of %s is %s", it.name, id, it.file, c.Type)
				}
			}
		}
	}
}

// parseItems reads the table; its own header explains the form.
func parseItems(t *testing.T, table string) []item {
	t.Helper()
	var items []item
	var it *item
	for line := range strings.Lines(table) {
		line = strings.TrimSuffix(line, "\n")
		rest, isLine := strings.CutPrefix(line, "  ")
		switch {
		case strings.HasPrefix(line, "#"), line == "":
		case isLine:
			kind, text, _ := strings.Cut(rest, " ")
			switch kind {
			case "=":
				it.lines = append(it.lines, itemLine{text, text})
			case "~":
				text, cell, ok := strings.Cut(text, " => ")
				if !ok {
					t.Fatalf("no replacement in %q", line)
				}
				it.lines = append(it.lines, itemLine{text, cell})
			default:
				t.Fatalf("malformed line %q", line)
			}
		case strings.HasPrefix(line, "in "):
			file, cells, ok := strings.Cut(strings.TrimPrefix(line, "in "), ": ")
			if !ok {
				t.Fatalf("malformed line %q", line)
			}
			it.file, it.cells = file, strings.Fields(cells)
		default:
			items = append(items, item{name: line})
			it = &items[len(items)-1]
		}
	}
	return items
}

// collapse makes white space uniform, so that gofmt's tabs equal the text's blanks.
func collapse(s string) string { return strings.Join(strings.Fields(s), " ") }
