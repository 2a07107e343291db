package toolchain

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Mode is what a build makes.
type Mode uint8

// The modes.
const (
	Exe    Mode = iota // a program
	Plugin             // what package plugin loads
	Test               // a test binary: of _test.go files, benchmarks included
)

// Spec is something to build.
type Spec struct {
	// Files are the module's files by their paths, with slashes. Without a go.mod
	// there is one of module "cell" that requires nothing.
	Files map[string][]byte
	// Requires are lines for that go.mod.
	Requires string
	// Package is the one to build, as "./p7"; "" is the module's root.
	Package string
	Mode    Mode
	Race    bool
	// Flags are further ones of go build, for example "-trimpath".
	Flags []string
	// Env is added to the go command's environment.
	Env []string
	// Positions finds the cells' names in error messages; nil for none.
	Positions *Positions
}

// Binary is the result of a build.
type Binary struct {
	Path string
	// Cached: nothing had to be built.
	Cached bool
}

// Build builds with the go command, or finds what it built of the same content
// before. Its error is a *[BuildError] if the code is at fault, a *[MissingError] if
// something is not there, or ctx's: the build ends with it.
//
// The file may be removed once the cache is full, so ask again before each use.
func (t *Tools) Build(ctx context.Context, s Spec) (Binary, error) {
	need := t.Go
	switch {
	case s.Race:
		need = t.Race
	case s.Mode == Plugin:
		need = t.Plugin
	}
	g, err := need(ctx)
	if err != nil {
		return Binary{}, err
	}
	d, err := t.cache.open()
	if err != nil {
		return Binary{}, err
	}
	key := s.key(g)
	if path, ok := t.cache.find(key); ok {
		return Binary{Path: path, Cached: true}, nil
	}
	defer t.cache.trim()
	dir, err := os.MkdirTemp(d.work, "build-")
	if err != nil {
		return Binary{}, fmt.Errorf("toolchain: build: %w", err)
	}
	defer os.RemoveAll(dir)
	src := filepath.Join(dir, "src")
	if err := s.write(src, g); err != nil {
		return Binary{}, fmt.Errorf("toolchain: build: %w", err)
	}
	file := filepath.Join(dir, "result")
	out, err := t.command(ctx, g.Path, GoCall{Dir: src, Args: s.args(file), Env: s.env()})
	if err != nil {
		return Binary{}, buildError(err, string(out), s.Positions)
	}
	path, err := t.cache.keep(key, file)
	return Binary{Path: path}, err
}

// key names the content of a build.
func (s *Spec) key(g Go) string {
	h := sha256.New()
	fmt.Fprintf(h, "%+v %q %q\n%q %d %t %q %q\n", g, os.Getenv("CC"), s.Requires, s.Package, s.Mode, s.Race, s.Flags, s.Env)
	for _, name := range slices.Sorted(maps.Keys(s.Files)) {
		fmt.Fprintf(h, "%q %q\n", name, s.Files[name])
	}
	key := hex.EncodeToString(h.Sum(nil)[:16])
	switch s.Mode {
	case Plugin:
		return key + ".so"
	default:
		return key + exeSuffix()
	}
}

// write makes the module's directory.
func (s *Spec) write(dir string, g Go) error {
	files := s.Files
	if files["go.mod"] == nil {
		files = maps.Clone(files)
		files["go.mod"] = []byte("module " + moduleName + "\n\ngo " + languageVersion(g.Version) + "\n" + s.Requires)
	}
	return writeFiles(dir, files)
}

func writeFiles(dir string, files map[string][]byte) error {
	for name, data := range files {
		if !filepath.IsLocal(filepath.FromSlash(name)) {
			return fmt.Errorf("file %q: not below the module", name)
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// moduleName is that of a program without a go.mod of its own.
const moduleName = "cell"

// language is the version of Go that cells are checked as.
const language = "1.26"

// languageVersion is that, or the go command's if it is older, as in go.mod.
func languageVersion(goVersion string) string {
	v := strings.TrimPrefix(goVersion, "go")
	parts := strings.SplitN(v, ".", 3)
	if len(parts) < 2 || parts[0] != "1" {
		return language
	}
	minor, _, _ := strings.Cut(parts[1], "rc")
	if len(minor) == 2 && minor < "26" {
		return "1." + minor
	}
	return language
}

func (s *Spec) args(file string) []string {
	args := []string{"build"}
	switch s.Mode {
	case Plugin:
		args = []string{"build", "-buildmode=plugin"}
	case Test:
		args = []string{"test", "-c", "-vet=off"}
	}
	if s.Race {
		args = append(args, "-race")
	}
	args = append(args, "-buildvcs=false")
	args = append(args, s.Flags...)
	return append(args, "-o", file, cmp.Or(s.Package, "."))
}

func (s *Spec) env() []string {
	var env []string
	if s.Race || s.Mode == Plugin {
		env = append(env, "CGO_ENABLED=1")
	}
	return append(env, s.Env...)
}

// CSpec is a C program to build.
type CSpec struct {
	Source string // with #line directives, see [CLineDirective]
	// Flags are added after the package's own: -pthread, warnings, debug lines.
	Flags     []string
	Libs      []string // as "-lm"; after the source
	Positions *Positions
}

// BuildC builds a C program, like [Tools.Build]. Warnings are the compiler's, also if
// the program is found in the cache.
func (t *Tools) BuildC(ctx context.Context, s CSpec) (b Binary, warnings []Message, err error) {
	cc, err := t.CC(ctx)
	if err != nil {
		return b, nil, err
	}
	d, err := t.cache.open()
	if err != nil {
		return b, nil, err
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%+v %q %q %q", cc, s.Source, s.Flags, s.Libs))
	key := hex.EncodeToString(sum[:16]) + "-c" + exeSuffix()
	if path, ok := t.cache.find(key); ok {
		said, err := os.ReadFile(path + saidSuffix)
		if err == nil {
			return Binary{Path: path, Cached: true}, s.Positions.Messages(string(said)), nil
		}
	}
	defer t.cache.trim()
	dir, err := os.MkdirTemp(d.work, "build-")
	if err != nil {
		return b, nil, fmt.Errorf("toolchain: build: %w", err)
	}
	defer os.RemoveAll(dir)
	if err := writeFiles(dir, map[string][]byte{"cell.c": []byte(s.Source), "lines.c": []byte(cLines)}); err != nil {
		return b, nil, fmt.Errorf("toolchain: build: %w", err)
	}
	file := filepath.Join(dir, "result")
	args := []string{"-pthread", "-g", "-Wall", "-fdiagnostics-color=never", "-o", file}
	args = append(append(append(args, s.Flags...), "cell.c", "lines.c"), s.Libs...)
	cmd := exec.Command(cc.Path, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LC_ALL=C") // in words that can be read again
	said, err := t.outputs(ctx, cmd)
	if err != nil {
		return b, nil, buildError(err, "", s.Positions)
	}
	said = s.Positions.Translate(said)
	b.Path, err = t.cache.keep(key, file)
	if err == nil {
		err = os.WriteFile(b.Path+saidSuffix, []byte(said), 0o600)
	}
	return b, s.Positions.Messages(said), err
}

// cLines makes what a C program prints appear line by line, as in a terminal. Into a
// pipe it would come in blocks of 4 KB, and the last one be lost with a crash.
const cLines = `#include <stdio.h>
__attribute__((constructor)) static void schedtick_lines(void) { setvbuf(stdout, NULL, _IOLBF, BUFSIZ); }
`

// saidSuffix marks the file with what the compiler said of a program.
const saidSuffix = ".said"

// BuildError is what a compiler says of the code.
type BuildError struct {
	Messages []Message // with places in cells; empty if none has one
	Output   string    // all of it, cells named
}

func (e *BuildError) Error() string { return "toolchain: build: " + strings.TrimSpace(e.Output) }

// buildError reads what a command said; other errors are returned as they are.
func buildError(err error, stdout string, pos *Positions) error {
	var said *CommandError
	if !errors.As(err, &said) {
		return err
	}
	e := &BuildError{Output: said.Stderr + stdout}
	e.Output = pos.Translate(e.Output)
	e.Messages = pos.Messages(e.Output)
	return e
}
