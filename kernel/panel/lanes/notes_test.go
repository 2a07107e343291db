package lanes

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"

	"schedtick/runtimeprobe/timeline"
)

// A collector that marks while GOMAXPROCS is set, one that marks over and over, and one
// at the very end: no word lies on another, and none goes over the edge of the picture.
func TestWordsApart(t *testing.T) {
	gcs := func(at ...time.Duration) (list []timeline.Interval) {
		for _, d := range at {
			list = append(list, timeline.Interval{Name: "mark", Start: d, End: d + ms})
		}
		return list
	}
	for name, c := range map[string]struct {
		procs []timeline.Procs
		gcs   []timeline.Interval
		words []string
	}{
		"together": {[]timeline.Procs{{N: 2}, {At: 1 * ms, N: 4}}, gcs(0), []string{"GOMAXPROCS 4", "GC"}},
		"crowded":  {[]timeline.Procs{{N: 2}, {At: 1 * ms, N: 4}, {At: 2 * ms, N: 8}}, gcs(1*ms, 2*ms, 3*ms, 4*ms), []string{"GOMAXPROCS 4", "GOMAXPROCS 8"}},
		"late":     {[]timeline.Procs{{N: 2}, {At: 99 * ms, N: 4}}, gcs(98 * ms), []string{"GOMAXPROCS 4", "GC"}},
	} {
		t.Run(name, func(t *testing.T) {
			tl := fewGoroutines()
			tl.Procs, tl.Collections, tl.Lanes[0].Busy = c.procs, c.gcs, tl.Wall
			words := wordsOf(t, newLanes(tl).draw())
			for i, w := range words {
				if w.left < 0 || w.right > pictureWidth {
					t.Errorf("%q reaches from %.0f to %.0f, the picture from 0 to %d", w.text, w.left, w.right, pictureWidth)
				}
				for _, v := range words[:i] {
					if w.left < v.right && v.left < w.right && w.y < v.y+8 && v.y < w.y+8 {
						t.Errorf("%q at %.0f,%.0f lies on %q at %.0f,%.0f", w.text, w.left, w.y, v.text, v.left, v.y)
					}
				}
			}
			all := fmt.Sprint(words)
			for _, want := range append(c.words, "100% busy") {
				if !strings.Contains(all, want) {
					t.Errorf("no %q in %s", want, all)
				}
			}
		})
	}
}

// word is a text of a drawing, as wide as DejaVu Sans makes it at most: 0.65 of its size
// a letter on average for figures and mixed words, 0.8 for capitals.
type word struct {
	text           string
	left, right, y float64
}

// wordsOf reads the texts of a drawing back.
func wordsOf(t *testing.T, svg string) (list []word) {
	t.Helper()
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "text" {
			continue
		}
		attr := map[string]string{"font-size": "11"}
		for _, a := range start.Attr {
			attr[a.Name.Local] = a.Value
		}
		var text string
		if err := d.DecodeElement(&text, &start); err != nil {
			t.Fatal(err)
		}
		number := func(name string) float64 {
			f, err := strconv.ParseFloat(attr[name], 64)
			if err != nil {
				t.Fatalf("%s of %q: %v", name, text, err)
			}
			return f
		}
		w := 0.0
		for _, r := range text {
			if strings.ContainsRune("GCOMAXPRS%", r) {
				w += 0.8 * number("font-size")
			} else {
				w += 0.65 * number("font-size")
			}
		}
		left := number("x")
		switch attr["text-anchor"] {
		case "middle":
			left -= w / 2
		case "end":
			left -= w
		}
		list = append(list, word{text, left, left + w, number("y")})
	}
}
