// Gen makes the embedded archives of the packages that a cell may import: their
// types, from the export data of the go command, and their documentation.
package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// extra are the packages outside of the standard library that cells may
// import. They are linked into the worker.
var extra = []string{
	"golang.org/x/sync/errgroup",
	"golang.org/x/sync/semaphore",
	"golang.org/x/sync/singleflight",
	"schedtick/kernel/display",
	"schedtick/runtimeprobe",
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run() error {
	files, err := generate()
	if err != nil {
		return err
	}
	for name, data := range files {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// generate makes the contents of the embedded files, by name.
func generate() (map[string][]byte, error) {
	std, err := list("std")
	if err != nil {
		return nil, err
	}
	others, err := list(extra...)
	if err != nil {
		return nil, err
	}
	types := func(p pkg) []byte { return p.data }
	docs := func(p pkg) []byte { return p.docs }
	files := make(map[string][]byte)
	for _, f := range []struct {
		name string
		pkgs []pkg
		part func(pkg) []byte
	}{
		{"std.zip", std, types},
		{"docs.zip", std, docs},
		{"extra.zip", others, types},
		{"extradocs.zip", others, docs},
	} {
		if files[f.name], err = archive(f.pkgs, f.part); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// A pkg is a package, the export data that the compiler wrote for it, and what
// its documentation says, as JSON.
type pkg struct {
	path       string
	data, docs []byte
}

// list compiles packages for linux/amd64 and gives the public ones, by path.
func list(patterns ...string) ([]pkg, error) {
	args := append([]string{"list", "-e", "-export", "-json=ImportPath,Export,Dir,GoFiles"}, patterns...)
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0", "GOFLAGS=", "GOEXPERIMENT=")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w\n%s", err, stderr.Bytes())
	}
	var pkgs []pkg
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath, Export, Dir string
			GoFiles                 []string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		if !public(p.ImportPath) {
			continue
		}
		if p.Export == "" {
			fmt.Fprintln(os.Stderr, "gen: left out, does not build:", p.ImportPath)
			continue
		}
		object, err := os.ReadFile(p.Export)
		if err != nil {
			return nil, err
		}
		data, err := export(object)
		if err == nil {
			data, err = strip(data)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.ImportPath, err)
		}
		docs, err := documentation(p.ImportPath, p.Dir, p.GoFiles)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.ImportPath, err)
		}
		pkgs = append(pkgs, pkg{p.ImportPath, data, docs})
	}
	slices.SortFunc(pkgs, func(a, b pkg) int { return strings.Compare(a.path, b.path) })
	return pkgs, nil
}

func public(path string) bool {
	return path != "unsafe" && path != "builtin" && !strings.HasPrefix(path, "vendor/") &&
		!slices.Contains(strings.Split(path, "/"), "internal")
}

// export cuts the export data out of an object file: what stands between the
// markers of its first section.
func export(object []byte) ([]byte, error) {
	_, rest, ok := bytes.Cut(object, []byte("\n$$B\n"))
	if !ok {
		return nil, errors.New("no export data")
	}
	// The size is in the archive's header, since the data may hold the end
	// marker's bytes: offset 48, 10 digits, of a header of 60 behind 8.
	var size int
	if _, err := fmt.Sscanf(string(object[8+48:8+58]), "%d", &size); err != nil {
		return nil, fmt.Errorf("archive header: %w", err)
	}
	n := 8 + 60 + size - (len(object) - len(rest)) - len("\n$$\n")
	if n < 0 || n > len(rest) {
		return nil, errors.New("archive header: wrong size")
	}
	return rest[:n], nil
}

// archive packs one part of each package under its path.
func archive(pkgs []pkg, part func(pkg) []byte) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	for _, p := range pkgs {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.path, Method: zip.Deflate})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(part(p)); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}
