package corpus

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"schedtick/kernel/sched"
)

// programs reads the programs of an archive under testdata.
func programs(t *testing.T, file string) []txtar.File {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	return a.Files
}

// store writes a program to a directory of its own and returns that.
func store(t *testing.T, f txtar.File, text string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, f.Name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// marks are the lines of a program that end in "// word", as "line state" for each
// goroutine that stands there.
func marks(text, word string) (list []string) {
	for i, line := range strings.Split(text, "\n") {
		_, state, ok := strings.Cut(line, "// "+word)
		if !ok {
			continue
		}
		state, n := strings.TrimSpace(state), 1
		if first, rest, _ := strings.Cut(state, " "); first != "" && first[0] >= '0' && first[0] <= '9' {
			n, _ = strconv.Atoi(first)
			state = rest
		}
		for range n {
			list = append(list, strings.TrimSpace(fmt.Sprintf("%d %s", i+1, state)))
		}
	}
	slices.Sort(list)
	return list
}

var (
	listed  = regexp.MustCompile(`^goroutines? (\d+)(.*) \[([^\]]+)\]:$`)
	andMore = regexp.MustCompile(`and (\d+) more`)
)

// blocked reads a listing of goroutines: "line state" for each, the line being the first
// one of file.
func blocked(listing, file string) (list []string) {
	place := regexp.MustCompile(`^\s+(?:\S*/)?` + regexp.QuoteMeta(file) + `:(\d+)`)
	state, n := "", 0
	for line := range strings.Lines(listing) {
		line = strings.TrimRight(line, "\n")
		if m := listed.FindStringSubmatch(line); m != nil {
			state, n = m[3], 1+strings.Count(m[2], ",")
			if more := andMore.FindStringSubmatch(m[2]); more != nil {
				k, _ := strconv.Atoi(more[1])
				n += k
			}
			continue
		}
		if m := place.FindStringSubmatch(line); m != nil && state != "" {
			for range n {
				list = append(list, m[1]+" "+state)
			}
			state = ""
		}
	}
	slices.Sort(list)
	return list
}

const deadlock = "fatal error: all goroutines are asleep - deadlock!"

// TestDeadlocks holds that each deadlock is found, and that the listing has exactly the
// goroutines that wait for ever, each at its line.
func TestDeadlocks(t *testing.T) { checkDeadlocks(t, "", nil) }

// TestDeadlocksSoon holds that a deadlock ends its program within two seconds of its start: once in
// three runs, for the machine may have other work.
func TestDeadlocksSoon(t *testing.T) {
	const most = 2 * time.Second
	for _, f := range programs(t, "deadlock.txtar")[:5] {
		dir, took := store(t, f, string(f.Data)), most
		for range 3 {
			began := time.Now()
			schedtick(30*time.Second, dir, f.Name)
			if took = time.Since(began); took < most {
				break
			}
		}
		if took >= most {
			t.Errorf("%s: %v in each of three runs", f.Name, took)
		}
	}
}

// checkDeadlocks adds something to each program.
func checkDeadlocks(t *testing.T, more string, skip func(text string) bool) {
	files := programs(t, "deadlock.txtar")
	if len(files) < 25 {
		t.Fatalf("%d programs", len(files))
	}
	for _, f := range files {
		text := string(f.Data)
		if skip != nil && skip(text) {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			e := schedtick(30*time.Second, store(t, f, text+more), f.Name)
			if e.status != 2 || e.hung || !strings.Contains(e.stderr, deadlock) {
				t.Fatalf("status %d, hung %v:\n%s", e.status, e.hung, e.stderr)
			}
			if got, want := blocked(e.stderr, f.Name), marks(text, "BLOCKED"); !slices.Equal(got, want) {
				t.Errorf("blocked %q\nwant    %q\n%s", got, want, e.stderr)
			}
		})
	}
}

// alivePrelude imports what the programs of alive.txtar may use.
const alivePrelude = `package main

import (
	"bufio"; "context"; "fmt"; "io"; "iter"; "net"; "net/http"; "os"; "os/exec"; "os/signal"; "runtime"; "strings"; "sync"; "syscall"; "time"
	"golang.org/x/sync/errgroup"; "golang.org/x/sync/semaphore"; "golang.org/x/sync/singleflight"
)

var _ = []any{bufio.NewReader, context.Background, fmt.Sprint, io.EOF, iter.Pull[int], net.Dial, http.Get, os.Exit, exec.Command, signal.Notify, runtime.GC,
	strings.Count, new(sync.Mutex), syscall.SIGTERM, time.Now, new(errgroup.Group), semaphore.NewWeighted, new(singleflight.Group)}

func main() {
`

// TestNoFalseAlarm holds that no program that goes on by itself is called deadlocked.
func TestNoFalseAlarm(t *testing.T) { checkNoFalseAlarm(t, "") }

// checkNoFalseAlarm adds something to each program.
func checkNoFalseAlarm(t *testing.T, more string) {
	files := programs(t, "alive.txtar")
	if len(files) < 40 {
		t.Fatalf("%d programs", len(files))
	}
	for _, f := range files {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			dir := store(t, f, alivePrelude+string(f.Data)+"\nfmt.Println(\"went on\")\n}\n"+more)
			for range falseAlarmRuns {
				if e := schedtick(time.Minute, dir, f.Name); e.status != 0 || !strings.HasSuffix(e.stdout, "went on\n") {
					t.Fatalf("status %d, hung %v:\n%s%s", e.status, e.hung, e.stdout, e.stderr)
				}
			}
		})
	}
}

// leaked runs a program and returns the lines where goroutines wait that are called leaked,
// those where they were started, and the reasons.
func leaked(t *testing.T, f txtar.File, native bool) (lines, starts, reasons []string) {
	t.Helper()
	dir := store(t, f, string(f.Data))
	mode := "off"
	if native {
		mode = "on"
	}
	e := runProgram(time.Minute, dir, binary, "run", "--native="+mode, "--probe=off", "--json", "report.json", f.Name)
	if e.status != 0 {
		t.Fatalf("status %d:\n%s", e.status, e.stderr)
	}
	data, err := os.ReadFile(filepath.Join(dir, "report.json"))
	if err != nil {
		t.Fatal(err)
	}
	var report struct{ Snapshot sched.Snapshot }
	if err := json.Unmarshal(data, &report); err != nil {
		t.Fatal(err)
	}
	if report.Snapshot.Unsearched {
		t.Logf("leaks have not been searched: %s", report.Snapshot.WhyUnsearched)
	}
	for _, g := range report.Snapshot.Groups {
		if g.Leaked == "" {
			continue
		}
		for range g.Count {
			lines, starts = append(lines, fmt.Sprint(g.At.Line)), append(starts, fmt.Sprint(g.Start.Line))
		}
		reasons = append(reasons, g.Leaked)
	}
	slices.Sort(lines)
	slices.Sort(starts)
	return lines, starts, reasons
}

// TestLeaks holds that exactly the marked goroutines are called leaked.
func TestLeaks(t *testing.T) {
	files := programs(t, "leaks.txtar")
	shapes, harmless := 0, 0
	for _, f := range files {
		text := string(f.Data)
		want, wantStarts := marks(text, "LEAKED"), marks(text, "STARTS")
		if len(want) > 0 {
			shapes++
		} else {
			harmless++
		}
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			native := strings.HasPrefix(text, "//%%native\n")
			refused := strings.Contains(text, "runtime.SetFinalizer") // by the interpreter
			if native || refused {
				needPlugins(t)
			}
			got, starts, reasons := leaked(t, f, native || refused)
			if !slices.Equal(got, want) {
				t.Errorf("leaked at %q, want %q: %q", got, want, reasons)
			}
			if len(wantStarts) > 0 && !slices.Equal(starts, wantStarts) {
				t.Errorf("leaked ones were started at %q, want %q", starts, wantStarts)
			}
			for line := range strings.Lines(text) {
				if reason, ok := strings.CutPrefix(line, "// because: "); ok && !slices.Contains(reasons, strings.TrimSpace(reason)) {
					t.Errorf("reasons %q, want %q", reasons, strings.TrimSpace(reason))
				}
			}
		})
	}
	if shapes < 20 || harmless < 20 {
		t.Errorf("%d shapes of leaks, %d harmless programs", shapes, harmless)
	}
}
