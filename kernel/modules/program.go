package modules

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Source is what a program of its own is built with that imports packages of the
// session's modules: its go.mod and go.sum, further flags of go build and its environment.
type Source struct {
	Files map[string][]byte
	Flags []string
	Env   []string
}

// Program returns that. Of the modules in inside, by path, the program brings its own
// source, in that directory below its root.
func (s *Set) Program(inside map[string]string) (Source, error) {
	p := Source{Files: make(map[string][]byte), Flags: []string{"-mod=mod"}}
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(s.dir, name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return p, fmt.Errorf("modules: %w", err)
		}
		p.Files[name] = data
	}
	var mod strings.Builder
	for line := range strings.Lines(string(p.Files["go.mod"])) {
		if f := strings.Fields(line); len(f) < 3 || f[0] != "replace" || inside[f[1]] == "" {
			mod.WriteString(line)
		}
	}
	for path, dir := range inside {
		fmt.Fprintf(&mod, "\nreplace %s => ./%s\n", path, dir)
		if !strings.Contains(mod.String(), path+" v") {
			fmt.Fprintf(&mod, "\nrequire %s v0.0.0\n", path)
		}
	}
	p.Files["go.mod"] = []byte(mod.String())
	var local []string
	for _, dir := range s.local {
		// Nothing else tells the cache of builds that its files have changed.
		content, err := hashTree(dir)
		if err != nil {
			return p, err
		}
		local = append(local, content)
	}
	if slices.Sort(local); len(local) > 0 {
		p.Env = []string{"SCHEDTICK_LOCAL=" + strings.Join(local, " ")}
	}
	return p, nil
}
