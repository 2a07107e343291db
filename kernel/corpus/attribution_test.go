package corpus

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"schedtick/kernel/sched"
	"schedtick/runtimeprobe"
)

// TestAttribution holds that 10,000 goroutines from 50 places, started by go
// statements, methods, wg.Go, errgroup, AfterFunc and context.AfterFunc, are each
// known by the line that starts them, and that the peak is exact.
func TestAttribution(t *testing.T) {
	text, err := os.ReadFile("testdata/attribution.go.txt")
	if err != nil {
		t.Fatal(err)
	}
	dir := store(t, txtar.File{Name: "many.go"}, string(text))
	e := runProgram(2*time.Minute, dir, binary, "run", "--probe=off", "--json", "report.json", "many.go")
	if e.status != 0 {
		t.Fatalf("status %d:\n%s", e.status, e.stderr)
	}
	data, err := os.ReadFile(filepath.Join(dir, "report.json"))
	if err != nil {
		t.Fatal(err)
	}
	var report struct {
		runtimeprobe.Report
		Snapshot sched.Snapshot
	}
	if err := json.Unmarshal(data, &report); err != nil {
		t.Fatal(err)
	}
	at := make(map[int]int)
	for _, g := range report.Snapshot.Groups {
		if g.Start == nil {
			t.Errorf("no start: %+v", g)
			continue
		}
		at[g.Start.Line] += g.Count
	}
	places := 0
	for i, line := range strings.Split(string(text), "\n") {
		if !strings.HasSuffix(line, "// SITE") {
			continue
		}
		places++
		if at[i+1] != 200 {
			t.Errorf("line %d has %d goroutines, not 200: %s", i+1, at[i+1], strings.TrimSpace(line))
		}
		delete(at, i+1)
	}
	if places != 50 || len(at) > 0 {
		t.Errorf("%d places; others: %v", places, at)
	}
	if p := fmt.Sprint(report.Goroutines.Peak); p != "10001" {
		t.Errorf("the peak is %s, not 10001", p)
	}
}
