package modules

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"schedtick/kernel/symtab"
	"schedtick/kernel/toolchain"
)

// Got is what a call of Get has added.
type Got struct {
	Module  string
	Version string // "" for a local module
	// Worker is the version that is linked into the worker and stands for the one that
	// was asked for; "" if the worker has none of this module.
	Worker   string
	Packages []string // import paths of the module's packages, sorted
	Ready    []string // those of them that have been built
}

// builtAtOnce is how many packages a module may have for all to be built at once,
// where the query names none of them.
const builtAtOnce = 4

// Get gets what a query names, as the go command's get does: "path", "path@version", of a
// module or a package, or the directory of a local module. It builds that package, or
// those of a small module; others are built when a cell imports them. Its error is an
// [*Error] or a *toolchain.MissingError if the user can do something about it. Nothing has
// changed then.
func (s *Set) Get(ctx context.Context, query string) (got Got, err error) {
	if err := s.open(ctx); err != nil {
		return got, err
	}
	restore, err := s.snapshot()
	if err != nil {
		return got, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(said(err), restore())
		}
	}()
	var path string
	if isLocal(query) {
		path, err = s.addLocal(ctx, query)
	} else {
		path, _, _ = strings.Cut(query, "@")
		_, err = s.goRun(ctx, true, "get", "--", query)
	}
	if err != nil {
		return got, err
	}
	modules, err := s.resolved(ctx)
	if err != nil {
		return got, err
	}
	if err := s.keepsFixed(modules); err != nil {
		return got, err
	}
	module := longest(modules, path)
	if module == "" {
		return got, &Error{fmt.Sprintf("no module has a package %s", path)}
	}
	list, err := s.list(ctx, module)
	if err != nil {
		return got, err
	}
	if len(list) == 0 {
		return got, &Error{fmt.Sprintf("module %s has no package that can be imported", module)}
	}
	s.add(list)
	got = Got{Module: module, Version: modules[module], Worker: s.host.Modules[module]}
	for _, p := range list {
		got.Packages = append(got.Packages, p.ImportPath)
	}
	now := []string{path}
	if !slices.Contains(got.Packages, path) {
		if now = got.Packages; len(now) > builtAtOnce {
			now = nil
		}
	}
	if err := s.build(ctx, now, true); err != nil {
		return got, err
	}
	for _, p := range got.Packages {
		if s.Ready(p) {
			got.Ready = append(got.Ready, p)
		}
	}
	return got, nil
}

// goRun runs the go command in the session's directory.
func (s *Set) goRun(ctx context.Context, network bool, args ...string) ([]byte, error) {
	env := append([]string{"GOFLAGS=-mod=readonly"}, s.host.Env...)
	if network {
		env[0] = "GOFLAGS=-mod=mod"
	}
	return s.tools.Command(ctx, toolchain.GoCall{Dir: s.dir, Args: args, Env: env, Network: network})
}

// snapshot remembers go.mod and go.sum; restore writes them back and forgets packages
// that came since.
func (s *Set) snapshot() (restore func() error, err error) {
	saved := make(map[string][]byte)
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(s.dir, name))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("modules: %w", err)
		}
		saved[name] = data
	}
	s.mu.RLock()
	packages := maps.Clone(s.packages)
	s.mu.RUnlock()
	local := maps.Clone(s.local)
	return func() error {
		s.local = local
		s.mu.Lock()
		s.packages = packages
		s.mu.Unlock()
		for name, data := range saved {
			if err := os.WriteFile(filepath.Join(s.dir, name), data, 0o600); err != nil {
				return fmt.Errorf("modules: %w", err)
			}
		}
		return nil
	}, nil
}

// isLocal reports whether a query is a directory.
func isLocal(query string) bool {
	return query == "." || query == ".." || strings.HasPrefix(query, "./") || strings.HasPrefix(query, "../") || filepath.IsAbs(query)
}

// addLocal makes the module in a directory one of the session's.
func (s *Set) addLocal(ctx context.Context, query string) (path string, err error) {
	dir, err := filepath.Abs(query)
	if err != nil {
		return "", fmt.Errorf("modules: %w", err)
	}
	out, err := s.tools.Command(ctx, toolchain.GoCall{Dir: s.dir, Args: []string{"mod", "edit", "-json", filepath.Join(dir, "go.mod")}})
	if err != nil {
		return "", err
	}
	var mod struct{ Module struct{ Path string } }
	if err := json.Unmarshal(out, &mod); err != nil {
		return "", fmt.Errorf("modules: %s: %w", dir, err)
	}
	path = mod.Module.Path
	const version = "v0.0.0-00010101000000-000000000000" // as the go command writes it
	if _, err := s.goRun(ctx, false, "mod", "edit", "-require="+path+"@"+version, "-replace="+path+"="+dir); err != nil {
		return "", err
	}
	s.local[path] = dir
	// Finds what it requires.
	_, err = s.goRun(ctx, true, "list", "-deps", "-f", "{{.ImportPath}}", path+"/...")
	return path, err
}

// resolved are the versions of all modules of the session: "" for local ones, and what
// stands for a replaced one.
func (s *Set) resolved(ctx context.Context) (map[string]string, error) {
	out, err := s.goRun(ctx, true, "list", "-m", "-f", "{{if not .Main}}{{.Path}} {{with .Replace}}{{.Version}}{{else}}{{.Version}}{{end}}{{end}}", "all")
	if err != nil {
		return nil, err
	}
	modules := make(map[string]string)
	for line := range strings.Lines(string(out)) {
		if path, version, ok := strings.Cut(strings.TrimRight(line, "\r\n"), " "); ok {
			modules[path] = version
		}
	}
	return modules, nil
}

// keepsFixed fails if a module of which packages have been built, and perhaps loaded, is of
// another version now.
func (s *Set) keepsFixed(modules map[string]string) error {
	var changed []string
	for path, version := range s.fixed {
		if now, ok := modules[path]; ok && now != version {
			changed = append(changed, fmt.Sprintf("%s is in use as %s, this needs %s", path, version, now))
		}
	}
	if len(changed) == 0 {
		return nil
	}
	slices.Sort(changed)
	return &Error{strings.Join(changed, "; ") + "; what is loaded cannot be replaced: %reset, then get both"}
}

// longest is the module that a package of that path is in.
func longest(modules map[string]string, path string) string {
	best := ""
	for m := range modules {
		if (path == m || strings.HasPrefix(path, m+"/")) && len(m) > len(best) {
			best = m
		}
	}
	return best
}

// list are the packages of a module that cells can import.
func (s *Set) list(ctx context.Context, module string) ([]*pkg, error) {
	args := append([]string{"list", "-find", "-e", "-json=ImportPath,Name,Dir,GoFiles,CgoFiles,Module,Error"}, s.host.Flags...)
	out, err := s.goRun(ctx, true, append(args, module+"/...")...)
	if err != nil {
		return nil, err
	}
	var list []*pkg
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			pkg

			CgoFiles []string
			Error    *struct{ Err string }
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("modules: go list: %w", err)
		}
		if p.Name == "main" || p.Name == "" || p.Module.Path != module || symtab.Hidden(p.ImportPath) || p.Error != nil {
			continue
		}
		list = append(list, &pkg{
			ImportPath: p.ImportPath, Name: p.Name, Dir: p.Dir,
			GoFiles: append(p.GoFiles, p.CgoFiles...), Module: p.Module,
		})
	}
	slices.SortFunc(list, func(a, b *pkg) int { return strings.Compare(a.ImportPath, b.ImportPath) })
	return list, nil
}

// add makes packages known; those that have been built stay as they are.
func (s *Set) add(list []*pkg) {
	s.mu.Lock()
	defer s.mu.Unlock()
	packages := maps.Clone(s.packages)
	for _, p := range list {
		if have := packages[p.ImportPath]; have == nil || !have.ready {
			packages[p.ImportPath] = p
		}
	}
	s.packages = packages
}

// forgotten is the age at which the directory of a session that did not end in peace is
// removed.
const forgotten = 14 * 24 * time.Hour

// sweep removes those.
func (s *Set) sweep() {
	old, err := filepath.Glob(filepath.Join(s.cache, "session-*"))
	if err != nil {
		return
	}
	for _, dir := range old {
		if info, err := os.Stat(dir); err == nil && time.Since(info.ModTime()) > forgotten {
			if err := os.RemoveAll(dir); err != nil {
				s.log.Info("modules: sweep", "err", err)
			}
		}
	}
}
