package kernel

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "schedtick"

// doors says which packages may import a dependency: one each, so that whoever
// wants to replace it knows where to look. Tests are left out.
var doors = []struct {
	dependency string // of packages with this prefix
	behind     []string
}{
	{"github.com/google/uuid", []string{"kernel/jupyter"}},
	{"github.com/go-zeromq/zmq4", []string{"kernel/transport"}},
	{"github.com/traefik/yaegi", []string{"kernel/engine", "kernel/engine/symbols"}},
	{"go.etcd.io/bbolt", []string{"kernel/history"}},
	{"github.com/spf13/cobra", []string{"kernel/cli"}},
	{"golang.org/x/perf", []string{"kernel/bench"}},
	{"golang.org/x/exp/trace", []string{"runtimeprobe/timeline"}},
}

// rules say what packages must not reach, directly or through others.
var rules = []struct {
	from   string
	never  []string
	reason string
}{
	{"kernel/worker", []string{"kernel/transport", "kernel/jupyter", "kernel/session", "kernel/lower", "kernel/cell"}, "the child knows values, not bytes or source"},
	{"kernel/engine", []string{"kernel/transport", "kernel/jupyter", "kernel/session", "kernel/lower", "kernel/cell"}, "the interpreter knows values, not bytes or source"},
	{"kernel/rt", []string{"kernel/transport", "kernel/jupyter", "kernel/session", "kernel/lower", "kernel/cell", "kernel/engine", "kernel/worker"}, "lowered code runs on it alone"},
	{"kernel/display", []string{"kernel/transport", "kernel/jupyter", "kernel/session", "kernel/worker", "kernel"}, "cells import it"},
	{"kernel/session", []string{"kernel/transport", "kernel/jupyter", "kernel/worker", "kernel/engine", "kernel/rt", "kernel/lower"}, "the session knows source, not values or bytes"},
	{"kernel/cell", []string{"kernel/session", "kernel/jupyter", "kernel/transport", "kernel/worker"}, "text is below everything"},
	{"kernel/lower", []string{"kernel/transport", "kernel/jupyter", "kernel/worker", "kernel/engine", "kernel/rt"}, "lowering knows source, not values or bytes"},
	{"kernel/native", []string{"kernel/transport", "kernel/jupyter", "kernel/worker", "kernel/engine", "kernel/rt", "kernel/lower", "kernel/toolchain"}, "writing a package knows source, not how it is built or run"},
	{"kernel/native/hook", []string{"kernel/", "runtimeprobe"}, "it is built beside a user's cell, from its source alone"},
	{"kernel/jupyter", []string{"kernel/transport", "kernel/session", "kernel/worker", "kernel"}, "messages know no sockets and no Go"},
	{"kernel/transport", []string{"kernel/session", "kernel/worker", "kernel"}, "sockets know no Go"},
	{"kernel/program", []string{"kernel/"}, "data only"},
	{"kernel/magic", []string{"kernel/transport", "kernel/jupyter", "kernel/worker", "kernel/rt", "kernel"}, "an order says what, its host how"},
	{"kernel/panel", []string{"kernel/jupyter", "kernel/transport", "kernel/session", "kernel/worker"}, "a report is shown anywhere"},
	{"kernel/panel/lanes", []string{"kernel/jupyter", "kernel/transport", "kernel/session", "kernel/worker"}, "a timeline is shown anywhere"},
	{"kernel/panel/programs", []string{"kernel/jupyter", "kernel/transport", "kernel/session", "kernel/worker", "kernel/toolchain"}, "it shows what it is given"},
	{"kernel/panel/diagram", []string{"kernel/sched", "kernel/program", "kernel/panel"}, "it draws boxes and arrows, whatever they mean"},
	{"kernel/panel/page", []string{"kernel/sched", "kernel/panel", "kernel/panel/"}, "panels are made of it"},
	{"kernel/modules", []string{"kernel/transport", "kernel/jupyter", "kernel/worker", "kernel/lower", "kernel/rt", "kernel"}, "it builds packages, for whoever loads them"},
	{"kernel/symtab", []string{"kernel/"}, "text only"},
	{"kernel/toolchain", []string{"kernel/transport", "kernel/jupyter", "kernel/worker", "kernel/engine", "kernel/rt", "kernel"}, "it builds and runs what it is given"},
	{"kernel/standalone", []string{"kernel/transport", "kernel/jupyter", "kernel/worker", "kernel/engine", "kernel/rt", "kernel"}, "it turns source into source"},
	{"kernel/linked", []string{"kernel/transport", "kernel/jupyter", "kernel/worker", "kernel/rt", "kernel/session", "kernel/toolchain", "kernel"}, "it has source, for whoever compiles it"},
	{"runtimeprobe", []string{"kernel", "kernel/"}, "any Go program can import it"},
}

func TestImportRules(t *testing.T) {
	imports := readImports(t)
	if len(imports) < 10 {
		t.Fatalf("found %d packages: is the test looking in the right place?", len(imports))
	}
	for _, r := range rules {
		if imports[r.from] == nil {
			continue // not there yet
		}
		for _, chain := range reach(imports, r.from) {
			last := chain[len(chain)-1]
			if slices.ContainsFunc(r.never, func(p string) bool {
				return last == p || strings.HasSuffix(p, "/") && strings.HasPrefix(last, p)
			}) {
				t.Errorf("%s must not import %s: %s\n\t%s", r.from, last, r.reason, strings.Join(chain, " -> "))
			}
		}
	}
}

func TestDoors(t *testing.T) {
	imports := readImports(t)
	for pkg, list := range imports {
		for _, imp := range list {
			for _, d := range doors {
				if strings.HasPrefix(imp, d.dependency) && !slices.Contains(d.behind, pkg) {
					t.Errorf("%s imports %s: the only door to it is %s", pkg, imp, strings.Join(d.behind, ", "))
				}
			}
			if pkg == "runtimeprobe" && strings.Contains(strings.Split(imp, "/")[0], ".") {
				t.Errorf("runtimeprobe imports %s: it is for the standard library only", imp)
			}
		}
	}
}

// A newcomer finds every package in the table of ARCHITECTURE.md, and the table names
// none that is gone.
func TestArchitectureNamesEveryPackage(t *testing.T) {
	text, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	_, bottomUp, _ := strings.Cut(string(text), "\n## Bottom up\n")
	table, _, found := strings.Cut(bottomUp, "\n## ")
	if !found {
		t.Fatal("ARCHITECTURE.md has no table between its headings Bottom up and the next")
	}
	packages := readPackages(t)
	for pkg := range packages {
		name, ok := strings.CutPrefix(pkg, "kernel/")
		switch {
		case pkg == ".", path.Base(pkg) == "plain": // main; a program that is measured
			continue
		case !ok && pkg != "kernel":
			name = "../" + pkg
		}
		if !strings.Contains(table, "`"+name+"`") {
			t.Errorf("%s is not in the table of ARCHITECTURE.md", pkg)
		}
	}
	for row := range strings.Lines(table) {
		name, ok := strings.CutPrefix(row, "| `")
		if !ok {
			continue
		}
		name, _, _ = strings.Cut(name, "`")
		if pkg := path.Clean(path.Join("kernel", name)); name != "kernel" && !packages[pkg] && !strings.HasSuffix(name, "/") {
			t.Errorf("the table of ARCHITECTURE.md has %s, which is no package", name)
		}
	}
}

// readPackages returns the directories of the module that have Go files, tests
// among them.
func readPackages(t *testing.T) map[string]bool {
	t.Helper()
	packages := make(map[string]bool)
	err := walkGo(func(pkg, _ string) error {
		packages[pkg] = true
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return packages
}

// readImports returns what each package of the module imports, tests left out;
// packages of the module are named by their directory.
func readImports(t *testing.T) map[string][]string {
	t.Helper()
	imports := make(map[string][]string)
	fset := token.NewFileSet()
	err := walkGo(func(pkg, file string) error {
		if strings.HasSuffix(file, "_test.go") {
			return nil
		}
		syntax, err := parser.ParseFile(fset, file, nil, parser.ImportsOnly)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		for _, spec := range syntax.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			imports[pkg] = append(imports[pkg], strings.TrimPrefix(imp, module+"/"))
		}
		if imports[pkg] == nil {
			imports[pkg] = []string{}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return imports
}

// walkGo goes through the Go files of the module, with the directory of each.
func walkGo(visit func(pkg, file string) error) error {
	root := ".."
	return filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := d.Name(); d.IsDir() && file != root && (name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")) {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(file, ".go") {
			return nil
		}
		rel, err := filepath.Rel(root, filepath.Dir(file))
		if err != nil {
			return err
		}
		return visit(filepath.ToSlash(rel), file)
	})
}

// reach returns, for each package of the module that from reaches, one chain of
// imports that leads there.
func reach(imports map[string][]string, from string) [][]string {
	var chains [][]string
	seen := map[string]bool{from: true}
	var visit func(chain []string)
	visit = func(chain []string) {
		for _, imp := range imports[chain[len(chain)-1]] {
			if _, ours := imports[path.Clean(imp)]; !ours || seen[imp] {
				continue
			}
			seen[imp] = true
			next := append(slices.Clone(chain), imp)
			chains = append(chains, next)
			visit(next)
		}
	}
	visit([]string{from})
	return chains
}
