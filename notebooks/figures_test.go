package notebooks

import (
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The drawings in the notebooks are those of the directory figures, where they can be read
// and changed (make notebooks puts them in): figures/NN-CELL.svg is in the cell CELL of
// notebook NN, with words for those who do not see it.
func TestFigures(t *testing.T) {
	drawing := regexp.MustCompile(`!\[([^\]]{40,})\]\(data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)\)`)
	drawn := map[string]bool{}
	for _, e := range Index() {
		for _, c := range open(t, e.File).Cells {
			for _, m := range drawing.FindAllStringSubmatch(c.Source, -1) {
				path := filepath.Join("figures", e.File[:2]+"-"+c.ID+".svg")
				drawn[path] = true
				want, err := os.ReadFile(path)
				if err != nil {
					t.Error(err)
					continue
				}
				have, err := base64.StdEncoding.DecodeString(m[2])
				if err != nil || string(have) != string(want) {
					t.Errorf("%s, cell %s: the drawing is not %s (%v)", e.File, c.ID, path, err)
				}
			}
			if c.Type == Markdown && strings.Count(c.Source, "data:") != len(drawing.FindAllString(c.Source, -1)) {
				t.Errorf("%s, cell %s: a drawing of another form, or without words", e.File, c.ID)
			}
		}
	}
	files, err := filepath.Glob("figures/*.svg")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Error("there are no figures")
	}
	for _, path := range files {
		if !drawn[path] {
			t.Errorf("no notebook shows %s", path)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(strings.NewReader(string(text)))
		for err = nil; err == nil; {
			_, err = d.Token()
		}
		if !errors.Is(err, io.EOF) {
			t.Errorf("%s: %v", path, err)
		}
	}
}
