package panel

import (
	"flag"
	"os"
	"path/filepath"
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
