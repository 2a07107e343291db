//go:build corpus

package corpus

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// falseAlarmRuns is how often each program that goes on is run.
const falseAlarmRuns = 3

// thin says that every program is run of those that have to be built.
const thin = 1

// wholeCorpus says whether the programs of testdata/consistency/corpus.list run.
const wholeCorpus = true

// TestDeadlocksInGo compares what is marked in the programs with what Go itself says of
// them, compiled.
func TestDeadlocksInGo(t *testing.T) {
	for _, f := range programs(t, "deadlock.txtar") {
		t.Run(f.Name, func(t *testing.T) {
			text := string(f.Data)
			e := runProgram(time.Minute, store(t, f, text), "go", "run", f.Name)
			if !strings.Contains(e.stderr, deadlock) {
				t.Fatalf("status %d:\n%s", e.status, e.stderr)
			}
			got := blocked(e.stderr, f.Name)
			if want := marks(text, "BLOCKED"); !slices.Equal(got, want) {
				t.Errorf("Go has blocked %q\nmarked %q\n%s", got, want, e.stderr)
			}
		})
	}
}

// ballast is more memory than is looked through for what can still wake a goroutine.
const ballast = "\nvar ballast = make([]byte, 600<<20)\n"

// TestDeadlocksWithMuchMemory leaves out those in compiled code, which are not told from what may go
// on: docs/limits.md says so.
func TestDeadlocksWithMuchMemory(t *testing.T) {
	checkDeadlocks(t, ballast, func(text string) bool {
		return strings.Contains(text, `"golang.org/x/sync/`) || strings.Contains(text, "io.Pipe") || strings.Contains(text, "iter.Pull")
	})
}

func TestNoFalseAlarmWithMuchMemory(t *testing.T) { checkNoFalseAlarm(t, ballast) }
