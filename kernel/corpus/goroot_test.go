package corpus

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// gorootDirs are the directories of GOROOT/test that are run.
var gorootDirs = []string{"chan", "ken", "interface", "typeparam", ".", "fixedbugs"}

// A verdict is how a program of GOROOT/test ended.
type verdict string

const (
	pass    verdict = "pass"
	refused verdict = "refused" // before it ran, by name and position
	wrong   verdict = "wrong"   // other output or status than the test expects
	slow    verdict = "slow"    // right so far at the limit; an interrupt ended it
	hang    verdict = "hang"    // neither came to an end nor could be interrupted
	broken  verdict = "broken"  // schedtick's own fault, reported as such
)

// gorootTest returns GOROOT/test, or says why the test does not run.
func gorootTest(t *testing.T) string {
	t.Helper()
	e := runProgram(time.Minute, "", "go", "env", "GOROOT")
	dir := filepath.Join(strings.TrimSpace(e.stdout), "test")
	if _, err := os.Stat(filepath.Join(dir, "ken")); err != nil {
		t.Skipf("this Go distribution comes without its tests: %v", err)
	}
	return dir
}

// gorootPrograms lists the single-file programs that run without arguments, as
// paths relative to GOROOT/test, in order.
func gorootPrograms(t *testing.T, root string) (names []string) {
	t.Helper()
	for _, dir := range gorootDirs {
		files, err := filepath.Glob(filepath.Join(root, dir, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if action(t, f) == "// run" {
				names = append(names, filepath.ToSlash(filepath.Join(dir, filepath.Base(f))))
			}
		}
	}
	return names
}

// action is the first comment line that is not a build constraint: what the
// distribution's own test runner does with the file.
func action(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data[:min(len(data), 4000)])) {
		if strings.HasPrefix(line, "// ") && !strings.HasPrefix(line, "//go:build") {
			return strings.TrimSpace(line)
		}
	}
	return ""
}

// A corpusWay is a way to run programs and to judge what they print.
type corpusWay struct {
	list  string        // names what does not pass so: testdata/…
	limit time.Duration // many times what the slowest program that passes takes when the machine has nothing else to do
	run   func(limit time.Duration, dir, file string) ended
	same  func(name, want, stdout string) bool // nil: both outputs, as they came, are what is wanted
}

// interpretedWay is with the interpreter alone.
var interpretedWay = corpusWay{
	list: "testdata/goroot.txt", limit: 10 * time.Minute,
	run: func(limit time.Duration, dir, file string) ended {
		return runJoined(limit, dir, binary, "run", "--probe=off", "--native=off", file)
	},
}

// judge runs one program.
func (way corpusWay) judge(root, name string, limit time.Duration) (verdict, string) {
	file := filepath.FromSlash(name)
	e := way.run(limit, root, file)
	want, err := os.ReadFile(filepath.Join(root, strings.TrimSuffix(file, ".go")+".out"))
	// Without a .out file what is printed does not matter, as in the
	// distribution's runner.
	same := err != nil || e.both == string(want)
	if way.same != nil {
		same = err == nil && way.same(name, string(want), e.stdout)
	}
	switch {
	case e.obeyed:
		return slow, e.both
	case e.hung:
		return hang, e.both
	case e.status == 0 && same:
		return pass, ""
	case e.status == 3, e.status == 1 && unknownImport.MatchString(e.stderr):
		return refused, e.stderr
	case strings.Contains(e.stderr, "internal error:"):
		return broken, e.stderr
	}
	return wrong, fmt.Sprintf("status %d: %s", e.status, e.both)
}

// unknownImport is what the front says of packages that it does not know:
// runtime/cgo, syscall/js.
var unknownImport = regexp.MustCompile(`^\S+:\d+:\d+: could not import `)

// check runs programs, two at a time, and holds their verdicts against the list. It
// returns the verdicts by directory.
func (way corpusWay) check(t *testing.T, root string, names []string) map[string]map[verdict]int {
	known := readExceptions(t, way.list)
	type result struct {
		verdict verdict
		said    string
	}
	results := make([]result, len(names))
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(2, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range next {
				limit := way.limit
				if strings.HasPrefix(known[names[i]], string(slow)) {
					limit = 20 * time.Second // enough to see one that ends now
				}
				v, said := way.judge(root, names[i], limit)
				results[i] = result{v, said}
				if expected, _, _ := strings.Cut(known[names[i]], ", "); v != pass && string(v) != expected {
					t.Logf("%d of %d: %s: %s: %s", i+1, len(names), names[i], v, said[:min(len(said), 200)]) // the end is far
				}
			}
		})
	}
	for i := range names {
		next <- i
	}
	close(next)
	wg.Wait()
	totals := make(map[string]map[verdict]int)
	for i, name := range names {
		r := results[i]
		dir := filepath.ToSlash(filepath.Dir(name))
		if totals[dir] == nil {
			totals[dir] = make(map[verdict]int)
		}
		totals[dir][r.verdict]++
		expected, reason, _ := strings.Cut(known[name], ", ")
		switch {
		case *update && r.verdict == pass:
			delete(known, name)
		case *update && expected != string(r.verdict):
			known[name] = string(r.verdict) + ", " + shortReason(r.verdict, r.said)
		case r.verdict == pass && expected != "":
			t.Errorf("%s passes now; %s has %s, %s", name, way.list, expected, reason)
		case r.verdict != pass && expected != string(r.verdict):
			t.Errorf("%s: %s; %s has %q\n%s", name, r.verdict, way.list, known[name], r.said[:min(len(r.said), 400)])
		case reason == "" && expected != "", strings.HasPrefix(reason, unexplained):
			t.Errorf("%s: %s gives no reason", name, way.list)
		}
	}
	if *update {
		writeGoroot(t, way.list, known)
	}
	return totals
}

// TestGoroot runs a fixed sample of the programs of GOROOT/test: every
// sixteenth. The corpus tag runs all of them.
func TestGoroot(t *testing.T) {
	root := gorootTest(t)
	var sample []string
	for i, name := range gorootPrograms(t, root) {
		if i%16 == 0 {
			sample = append(sample, name)
		}
	}
	t.Log(table(interpretedWay.check(t, root, sample)))
}

// table prints totals, a line for each directory.
func table(totals map[string]map[verdict]int) string {
	verdicts := []verdict{pass, refused, wrong, slow, broken, hang}
	var b strings.Builder
	row := func(name string, sum map[verdict]int) {
		n := 0
		for _, c := range sum {
			n += c
		}
		fmt.Fprintf(&b, "%-10s %4d", name, n)
		for _, v := range verdicts {
			fmt.Fprintf(&b, "  %s %d", v, sum[v])
		}
		b.WriteByte('\n')
	}
	all := make(map[verdict]int)
	b.WriteByte('\n')
	for _, dir := range gorootDirs {
		row(dir, totals[dir])
		for v, c := range totals[dir] {
			all[v] += c
		}
	}
	row("together", all)
	return b.String()
}

const unexplained = "unexplained: "

// shortReason is what a refusal says, without its position; of anything else it
// is a line that somebody has to replace.
func shortReason(v verdict, said string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(said), "\n")
	if v == refused {
		_, line, _ = strings.Cut(line, ": ")
		return line
	}
	return unexplained + line[:min(len(line), 100)]
}

// writeGoroot writes the list of exceptions in order, its head as it is.
func writeGoroot(t *testing.T, file string, known map[string]string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for line := range strings.Lines(string(data)) {
		if line[0] != '#' {
			break
		}
		b.WriteString(line)
	}
	for _, name := range slices.Sorted(maps.Keys(known)) {
		fmt.Fprintf(&b, "%s: %s\n", name, known[name])
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
