package panel

import (
	"os"
	"path/filepath"
	"testing"
)

func TestDump(t *testing.T) {
	dir := os.Getenv("DUMP")
	for name, s := range snapshots() {
		b := Waits(s)
		g := newGraph(newWords(s))
		svg, w, h := draw(g)
		t.Logf("%s %dx%d\n%s\n", name, w, h, b.Text)
		if dir != "" {
			os.WriteFile(filepath.Join(dir, name+".svg"), []byte(svg), 0o644)
			os.WriteFile(filepath.Join(dir, name+".html"), []byte(b.HTML), 0o644)
		}
	}
}
