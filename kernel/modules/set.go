package modules

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"schedtick/kernel/session/stdlib"
	"schedtick/kernel/toolchain"
)

// Set is the modules of one session. It implements stdlib.Modules for it.
//
// Get, Build and Reset are called by one goroutine; the other methods by any, while
// those run too.
type Set struct {
	tools *toolchain.Tools
	exe   string // the worker's binary
	cache string // where the directories of sessions are made; "" for the user's
	log   *slog.Logger

	// Touched by Get, Build and Reset only.
	host  *toolchain.Host   // nil until it has been read
	fixed map[string]string // modules of which packages have been built, with versions
	local map[string]string // modules by path in the file system

	mu       sync.RWMutex
	dir      string            // of the session, written by Get and Reset only; "" until the first Get
	packages map[string]*pkg   // by import path; replaced, its packages change
	inner    map[string]*pkg   // with all that they import, of which there is export data
	std      map[string]string // of the standard library's packages that they import, by path
}

// pkg is a package that can be imported.
type pkg struct {
	ImportPath string
	Name       string
	Dir        string
	GoFiles    []string
	Module     struct{ Path, Version string }

	ready  bool
	export string // file
	sum    string // of its content
	plugin string // file

	docs sync.Once
	doc  map[string]string
}

// Options are the settings of a [Set].
type Options struct {
	Tools *toolchain.Tools
	// Exe is the binary that loads what is built.
	Exe string
	// Cache is the directory in which those of sessions are made; "" is schedtick/modules
	// below the user's cache directory.
	Cache string
	// Log; nil discards.
	Log *slog.Logger
}

// New returns a set without modules. It touches no file.
func New(o Options) *Set {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Set{
		tools: o.Tools, exe: o.Exe, cache: o.Cache, log: o.Log,
		fixed: make(map[string]string), local: make(map[string]string), packages: make(map[string]*pkg), inner: make(map[string]*pkg), std: make(map[string]string),
	}
}

// Reset forgets all modules and removes the session's directory. The worker must be
// a new one before anything is built again.
func (s *Set) Reset() error {
	clear(s.fixed)
	clear(s.local)
	s.mu.Lock()
	dir := s.dir
	s.dir = ""
	s.packages, s.inner, s.std = make(map[string]*pkg), make(map[string]*pkg), make(map[string]string)
	s.mu.Unlock()
	if dir == "" {
		return nil
	}
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("modules: %w", err)
	}
	return nil
}

// Close removes the session's directory. Calls that are under way fail.
func (s *Set) Close() error {
	s.mu.RLock()
	dir := s.dir
	s.mu.RUnlock()
	if dir == "" {
		return nil
	}
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("modules: %w", err)
	}
	return nil
}

// open makes the session's directory with its go.mod.
func (s *Set) open(ctx context.Context) error {
	if _, err := s.tools.Plugin(ctx); err != nil {
		return err
	}
	if s.host == nil {
		h, err := toolchain.ReadHost(s.exe)
		if err != nil {
			return err
		}
		s.host = &h
	}
	if err := s.host.NotLoading(); err != nil || s.dir != "" {
		return err
	}
	if s.cache == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			return fmt.Errorf("modules: %w", err)
		}
		s.cache = filepath.Join(base, "schedtick", "modules")
	}
	if err := os.MkdirAll(s.cache, 0o700); err != nil {
		return fmt.Errorf("modules: %w", err)
	}
	s.sweep()
	dir, err := os.MkdirTemp(s.cache, "session-")
	if err != nil {
		return fmt.Errorf("modules: %w", err)
	}
	var mod strings.Builder
	mod.WriteString("module session\n\ngo 1.26\n")
	for _, path := range slices.Sorted(maps.Keys(s.host.Modules)) {
		// Without a version on the left: whatever is asked for, it is the worker's.
		fmt.Fprintf(&mod, "\nreplace %s => %s %s\n", path, path, s.host.Modules[path])
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(mod.String()), 0o600); err != nil {
		return fmt.Errorf("modules: %w", err)
	}
	s.mu.Lock()
	s.dir = dir
	s.mu.Unlock()
	return nil
}

// lookup finds a package; nil if there is none.
func (s *Set) lookup(path string) *pkg {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.packages[path]
}

// Paths implements stdlib.Modules, as the methods that follow.
func (s *Set) Paths() []string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.Sorted(maps.Keys(s.packages))
}

// Has reports whether a package belongs to the modules.
func (s *Set) Has(path string) bool { return s.lookup(path) != nil }

// Ready reports whether a package has been built.
func (s *Set) Ready(path string) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	p := s.packages[path]
	return p != nil && p.ready
}

// Name is what the package clause says.
func (s *Set) Name(path string) string {
	if p := s.lookup(path); p != nil {
		return p.Name
	}
	return ""
}

// Open gives the export data.
func (s *Set) Open(path string) (io.ReadCloser, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	p := s.packages[path]
	if p == nil || !p.ready {
		return nil, fmt.Errorf("modules: %s has not been built", path)
	}
	return os.Open(p.export)
}

// Plugin is the file that the worker loads for a package; "" if it has not been built.
func (s *Set) Plugin(path string) string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if p := s.packages[path]; p != nil && p.ready {
		return p.plugin
	}
	return ""
}

// Doc is the doc comment of a name of a package.
func (s *Set) Doc(path, name string) string {
	p := s.lookup(path)
	if p == nil {
		return ""
	}
	p.docs.Do(func() {
		var err error
		if p.doc, err = stdlib.Documentation(path, p.Dir, p.GoFiles); err != nil {
			s.log.Info("modules: documentation", "package", path, "err", err)
		}
	})
	return p.doc[name]
}

// Sources are the package's Go files.
func (s *Set) Sources(path string) (map[string][]byte, error) { return s.lookup(path).sources() }

func (p *pkg) sources() (map[string][]byte, error) {
	if p == nil {
		return nil, nil
	}
	files := make(map[string][]byte, len(p.GoFiles))
	for _, name := range p.GoFiles {
		text, err := os.ReadFile(filepath.Join(p.Dir, name))
		if err != nil {
			return nil, fmt.Errorf("modules: %s: %w", p.ImportPath, err)
		}
		files[name] = text
	}
	return files, nil
}

// An Error is what the user can do something about, in the go command's words or ours.
type Error struct{ Msg string }

func (e *Error) Error() string { return e.Msg }

// said is an error of the go command in its own words.
func said(err error) error {
	var c *toolchain.CommandError
	var b *toolchain.BuildError
	switch {
	case errors.As(err, &c) && strings.TrimSpace(c.Stderr) != "":
		return &Error{trimGo(c.Stderr)}
	case errors.As(err, &b):
		return &Error{trimGo(b.Output)}
	}
	return err
}

// trimGo leaves out what the go command says of its progress.
func trimGo(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if strings.HasPrefix(line, "go: downloading ") || strings.HasPrefix(line, "go: added ") || strings.HasPrefix(line, "go: upgraded ") || strings.TrimSpace(line) == "" {
			continue
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}
