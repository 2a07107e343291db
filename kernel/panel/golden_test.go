package panel

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files in testdata anew")

func TestGolden(t *testing.T) {
	for name, r := range samples() {
		b := Render(r, Full)
		golden(t, name+".html", b.HTML)
		golden(t, name+".txt", b.Text)
		golden(t, name+".error.txt", strings.Join(Error(r, Line), "\n"))
	}
}

// picture64 is a picture in a page; in goldens it is a file, which browsers show.
var picture64 = regexp.MustCompile(`src="data:[^"]*"`)

// The pictures of snapshots, and the same in words.
func TestGoldenSnapshots(t *testing.T) {
	for name, s := range snapshots() {
		waits, list := Waits(s), Goroutines(s)
		golden(t, name+".waits.html", picture64.ReplaceAllString(waits.HTML, `src="`+name+`.svg"`))
		golden(t, name+".waits.txt", waits.Text)
		golden(t, name+".list.html", list.HTML)
		golden(t, name+".list.txt", list.Text)
		svg, _, _ := draw(newGraph(newWords(s)))
		golden(t, name+".svg", svg)
	}
	golden(t, "left.html", RenderWith(long(), noReceiver(), Full).HTML)
	golden(t, "left.txt", RenderWith(long(), pool(), Full).Text)
	golden(t, "projector.html", RenderWith(gate(), pipeline(), Projector).HTML)
}

// golden compares got with a file in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	got += "\n"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; look at it, then run: go test ./kernel/panel -update\ngot:\n%s", file, got)
	}
}
