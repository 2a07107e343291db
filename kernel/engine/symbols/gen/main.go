// Command gen writes the tables of package symbols. Run it in that directory,
// by go generate, after a change of the Go release or of a package in extra.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"go/build"
	"go/format"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"schedtick/kernel/symtab"
)

// targets are the platforms that schedtick is built for.
var targets = []target{
	{"linux", "amd64"},
	{"linux", "arm64"},
	{"darwin", "amd64"},
	{"darwin", "arm64"},
	{"windows", "amd64"},
	{"windows", "arm64"},
}

type target struct{ os, arch string }

func (t target) suffix() string { return "_" + t.os + "_" + t.arch }

// extra are the packages beside the standard library that cells may import.
var extra = []string{
	"schedtick/kernel/display",
	"schedtick/kernel/rt",
	"schedtick/runtimeprobe",
	"golang.org/x/sync/errgroup",
	"golang.org/x/sync/semaphore",
	"golang.org/x/sync/singleflight",
}

// skipped are standard packages that no cell can use: unsafe is written by hand,
// the others have no API or change the program by being linked.
var skipped = []string{"unsafe", "builtin", "runtime/cgo", "runtime/race", "runtime/coverage", "time/tzdata", "embed"}

func main() {
	onlyExtra := flag.Bool("extra", false, "only the packages beside the standard library")
	flag.Parse()
	if err := run(*onlyExtra); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(onlyExtra bool) error {
	std, err := goList("std")
	if err != nil {
		return err
	}
	std = slices.DeleteFunc(std, func(p string) bool {
		return slices.Contains(skipped, p) || symtab.Hidden(p)
	})
	files := map[string][]byte{} // file name -> text
	table := map[string]bool{}   // import path -> same on all targets
	if onlyExtra {
		for _, p := range std {
			_, err := os.Stat("std_" + mangle(p) + ".go")
			table[p] = err == nil
		}
	} else if err := genStd(std, files, table); err != nil {
		return err
	}
	if err := genExtra(files, table); err != nil {
		return err
	}
	if err := genTable(files, table, ""); err != nil {
		return err
	}
	if !onlyExtra {
		old, err := filepath.Glob("std_*.go")
		if err != nil {
			return err
		}
		for _, f := range old {
			if err := os.Remove(f); err != nil {
				return err
			}
		}
	}
	for name, text := range files {
		if err := os.WriteFile(name, text, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// genStd writes one file for a package that is the same on all targets, one a
// target for the others.
func genStd(paths []string, files map[string][]byte, table map[string]bool) error {
	texts := map[string][][]byte{} // import path -> text by target, nil if absent
	for i, t := range targets {
		build.Default.GOOS, build.Default.GOARCH, build.Default.CgoEnabled = t.os, t.arch, false
		imp := importer.ForCompiler(token.NewFileSet(), "source", nil)
		for _, p := range paths {
			if texts[p] == nil {
				texts[p] = make([][]byte, len(targets))
			}
			tp, err := imp.Import(p)
			var none *build.NoGoError
			if errors.As(err, &none) {
				continue
			}
			if err != nil {
				return fmt.Errorf("%s on %v: %w", p, t, err)
			}
			if texts[p][i], err = source(tp); err != nil {
				return err
			}
		}
	}
	perTarget := make([]map[string]bool, len(targets))
	for p, ts := range texts {
		table[p] = true
		for _, text := range ts[1:] {
			if !bytes.Equal(text, ts[0]) {
				table[p] = false
			}
		}
		if table[p] {
			if ts[0] != nil {
				files["std_"+mangle(p)+".go"] = ts[0]
			} else {
				delete(table, p)
			}
			continue
		}
		for i, text := range ts {
			if text == nil {
				continue
			}
			files["std_"+mangle(p)+targets[i].suffix()+".go"] = text
			if perTarget[i] == nil {
				perTarget[i] = map[string]bool{}
			}
			perTarget[i][p] = true
		}
	}
	for i, t := range targets {
		if err := genTable(files, perTarget[i], t.suffix()); err != nil {
			return err
		}
	}
	return nil
}

// genExtra reads the packages beside the standard library from export data,
// which the go command makes for this platform.
func genExtra(files map[string][]byte, table map[string]bool) error {
	cmd := exec.Command("go", append([]string{"list", "-deps", "-export", "-f", "{{.ImportPath}} {{.Export}}"}, extra...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("go list -export: %w", err)
	}
	exports := map[string]string{}
	for sc := bufio.NewScanner(bytes.NewReader(out)); sc.Scan(); {
		path, file, _ := strings.Cut(sc.Text(), " ")
		exports[path] = file
	}
	imp := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(exports[path])
	})
	for _, p := range extra {
		tp, err := imp.Import(p)
		if err != nil {
			return fmt.Errorf("%s: %w", p, err)
		}
		text, err := source(tp)
		if err != nil {
			return err
		}
		files["extra_"+mangle(p)+".go"] = text
		table[p] = true
	}
	return nil
}

// genTable writes the function that finds a package's table by import path. The
// one without suffix asks the one of the target for what it does not have.
func genTable(files map[string][]byte, table map[string]bool, suffix string) error {
	var b bytes.Buffer
	b.WriteString(header)
	if suffix == "" {
		b.WriteString("// lookup returns the table of a package, nil if there is none.\nfunc lookup(path string) *pkg {\n\tswitch path {\n\tcase \"unsafe\":\n\t\treturn &pkgUnsafe\n")
	} else {
		b.WriteString("// lookupTarget returns the table of a package that differs by platform.\nfunc lookupTarget(path string) *pkg {\n\tswitch path {\n")
	}
	var paths []string
	for p, all := range table {
		if all {
			paths = append(paths, p)
		}
	}
	slices.Sort(paths)
	for _, p := range paths {
		fmt.Fprintf(&b, "\tcase %q:\n\t\treturn &%s\n", p, tableVar(p))
	}
	b.WriteString("\t}\n")
	if suffix == "" {
		b.WriteString("\treturn lookupTarget(path)\n}\n")
	} else {
		b.WriteString("\treturn nil\n}\n")
	}
	text, err := format.Source(b.Bytes())
	if err != nil {
		return err
	}
	files["table"+suffix+".go"] = text
	return nil
}

func goList(pattern string) ([]string, error) {
	out, err := exec.Command("go", "list", pattern).Output()
	if err != nil {
		return nil, fmt.Errorf("go list %s: %w", pattern, err)
	}
	return append(strings.Fields(string(out)), "log/syslog"), nil
}

func mangle(path string) string {
	return strings.NewReplacer("/", "_", ".", "_", "-", "_").Replace(path)
}

func tableVar(path string) string { return "p_" + mangle(path) }

// source writes the table of one package.
func source(p *types.Package) ([]byte, error) {
	w := symtab.Write(p, mangle)
	var b bytes.Buffer
	b.WriteString(header)
	b.WriteString("import (\n")
	for _, path := range w.Imports() {
		fmt.Fprintf(&b, "\t%s %q\n", mangle(path), path)
	}
	b.WriteString(")\n\n")
	fmt.Fprintf(&b, "var %s = pkg{%q, []sym{\n%s}}\n%s", tableVar(p.Path()), p.Name(), w.Rows(), w.Wrappers())
	text, err := format.Source(b.Bytes())
	if err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", p.Path(), err, b.Bytes())
	}
	return text, nil
}

const header = "// Code generated by kernel/engine/symbols/gen. DO NOT EDIT.\n\npackage symbols\n\n"
