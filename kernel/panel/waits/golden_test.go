package waits

import (
	"regexp"
	"testing"

	"schedtick/kernel/panel/diagram"
	"schedtick/kernel/panel/page/pagetest"
	"schedtick/kernel/sched/schedtest"
)

// picture64 is a picture in a page; in goldens it is a file, which browsers show.
var picture64 = regexp.MustCompile(`src="data:[^"]*"`)

// The pictures of snapshots, and the same in words.
func TestGolden(t *testing.T) {
	for name, s := range schedtest.All() {
		waits, list := Render(s), List(s)
		pagetest.Golden(t, name+".waits.html", picture64.ReplaceAllString(waits.HTML, `src="`+name+`.svg"`))
		pagetest.Golden(t, name+".waits.txt", waits.Text)
		pagetest.Golden(t, name+".list.html", list.HTML)
		pagetest.Golden(t, name+".list.txt", list.Text)
		svg, _, _ := diagram.Draw(newGraph(newWords(s)).Graph)
		pagetest.Golden(t, name+".svg", svg)
	}
}
