package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"schedtick/kernel/corpus/randprog"
)

// TestRandomPrograms compares random programs, as files and as notebooks whose cells
// declare and use, with the compiled programs: a few, and many with the corpus tag.
// A program that fails is told of by its seed; what is refused is no failure.
func TestRandomPrograms(t *testing.T) {
	seeds := uint64(2)
	if wholeCorpus {
		seeds = 100
	}
	for seed := uint64(1); seed <= seeds; seed++ {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			p, want := compiledRandom(t, dir, randprog.Generate(seed, 6))
			if len(p.Snippets) < 2 {
				t.Fatalf("only %d snippets compile", len(p.Snippets))
			}
			for name, data := range map[string][]byte{"main.go": []byte(p.File()), "cells.ipynb": p.Notebook(3)} {
				if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
					t.Fatal(err)
				}
				e := schedtick(2*time.Minute, dir, name)
				if e.status == 3 {
					t.Logf("%s: refused: %s", name, e.stderr)
					continue
				}
				got := bySnippet(e.stdout)
				for _, s := range p.Snippets {
					w, g := want[s.Name], got[s.Name]
					if panicked := lastLine(w); strings.HasPrefix(panicked, s.Name+": ") {
						// Go leaves open which calls of that statement came before.
						w, g = panicked, lastLine(g)
					}
					if g != w {
						t.Errorf("%s of seed %d, %s: %s\nstderr: %s", s.Name, seed, name, firstDifference(w, g), e.stderr)
						break // what comes after it begins with other values
					}
				}
			}
		})
	}
}

func lastLine(s string) string { return s[strings.LastIndexByte(s, '\n')+1:] }

// compilerSays is a line of the compiler's.
var compilerSays = regexp.MustCompile(`(?m)^\S*main\.go:(\d+):`)

// compiledRandom compiles p in dir, without the snippets that do not compile, and
// returns what is left and what it prints.
func compiledRandom(t *testing.T, dir string, p randprog.Program) (randprog.Program, map[string]string) {
	t.Helper()
	for range 5 {
		text := p.File()
		if err := os.WriteFile(filepath.Join(dir, "main.go"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		e := runProgram(time.Minute, dir, "go", "build", "-gcflags=-e", "-o", "main.exe", "main.go")
		if e.status == 0 {
			e = runProgram(time.Minute, dir, filepath.Join(dir, "main.exe"))
			if e.status != 0 {
				t.Skipf("the compiled program ends with status %d: %s", e.status, e.stderr)
			}
			return p, bySnippet(e.stdout)
		}
		lines := strings.Split(text, "\n")
		bad := map[string]bool{}
		for _, m := range compilerSays.FindAllStringSubmatch(e.both, -1) {
			bad[functionAt(lines, m[1])] = true
		}
		var left []randprog.Snippet
		for _, s := range p.Snippets {
			if !bad[s.Name] {
				left = append(left, s)
			}
		}
		if len(left) == len(p.Snippets) {
			t.Skipf("a declaration does not compile: %s", e.both)
		}
		p.Snippets = left
	}
	t.Skip("its snippets do not compile")
	return p, nil
}

// functionAt is the name of the function of a program that a line, as a number, is in.
func functionAt(lines []string, number string) string {
	var n int
	if _, err := fmt.Sscan(number, &n); err != nil || n > len(lines) {
		return ""
	}
	for n--; n >= 0; n-- {
		if rest, ok := strings.CutPrefix(lines[n], "func "); ok {
			name, _, _ := strings.Cut(rest, "(")
			return name
		}
	}
	return ""
}

// address is one, which differs from run to run.
var address = regexp.MustCompile(`0x[0-9a-f]{6,}`)

// nilReceiver is what the runtime says of a value method called with a nil pointer in an
// interface, unless the compiler knew what is in the interface.
var nilReceiver = regexp.MustCompile(`value method \S+ called using nil \S+ pointer`)

// bySnippet is the output of a random program by its snippets.
func bySnippet(out string) map[string]string {
	out = address.ReplaceAllString(out, "0xaddress")
	out = nilReceiver.ReplaceAllString(out, "runtime error: invalid memory address or nil pointer dereference")
	m := map[string]string{}
	for part := range strings.SplitSeq(out, "\n== ") {
		name, text, _ := strings.Cut(part, "\n")
		m[name] = strings.TrimSpace(text)
	}
	return m
}
