package toolchain

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
)

// Options are the settings of [Tools].
type Options struct {
	// Cache is the directory for all that is built; "" is schedtick/build below the
	// user's cache directory.
	Cache string
	// CacheLimit bounds it, in bytes; 0 is 2 GB. It is a bound of what stays: while
	// something is built the directory may be larger.
	CacheLimit int64
	// Log; nil discards.
	Log *slog.Logger
}

// Tools are the go command and the C compiler of this machine. What there is is
// looked up each time it is needed, so that a compiler that is installed meanwhile
// counts. The methods may be called from any goroutine.
type Tools struct {
	cache *cache
	log   *slog.Logger

	mu  sync.Mutex
	gos map[string]Go // by path of the command and what its answers depend on
	ccs map[string]CC // by path
}

// New returns the tools. It looks for nothing yet, and touches no file.
func New(opts Options) *Tools {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	return &Tools{
		cache: &cache{dir: opts.Cache, limit: cmp.Or(opts.CacheLimit, defaultCacheLimit), log: opts.Log},
		log:   opts.Log,
		gos:   make(map[string]Go),
		ccs:   make(map[string]CC),
	}
}

// Go is the go command.
type Go struct {
	Path     string // of the executable
	Version  string // "go1.26.8"
	GOROOT   string
	OS, Arch string // that it builds for
	Cgo      bool   // it builds with C
	ToolDir  string // of the compiler and the linker
	CC       string // its C compiler, with options perhaps
}

// CC is the C compiler.
type CC struct {
	Path    string
	Version string // the first line that it says of itself
}

// MissingError says what is not there, and how to get it, in the user's words.
type MissingError struct {
	What string // "the go command"
	Why  string // "is not in PATH"
	How  string // what to do about it, a sentence
}

func (e *MissingError) Error() string { return e.What + " " + e.Why + ". " + e.How }

// Go finds the go command. Its error is a *[MissingError], or that the command
// there is does not work.
func (t *Tools) Go(ctx context.Context) (Go, error) {
	path, err := exec.LookPath("go")
	if err != nil {
		return Go{}, noGo()
	}
	key := strings.Join([]string{path, os.Getenv("PATH"), os.Getenv("CC"), os.Getenv("CGO_ENABLED"), os.Getenv("GOROOT")}, "\x00")
	t.mu.Lock()
	g, known := t.gos[key]
	t.mu.Unlock()
	if known {
		return g, nil
	}
	names := []string{"GOVERSION", "GOROOT", "GOOS", "GOARCH", "CGO_ENABLED", "CC", "GOTOOLDIR"}
	out, err := t.command(ctx, path, GoCall{Args: append([]string{"env"}, names...)})
	if err != nil {
		return Go{}, fmt.Errorf("toolchain: %s: %w", path, err)
	}
	lines := strings.Split(strings.ReplaceAll(string(out), "\r", ""), "\n")
	if len(lines) < len(names) {
		return Go{}, fmt.Errorf("toolchain: %s env: unexpected answer %q", path, out)
	}
	g = Go{Path: path, Version: lines[0], GOROOT: lines[1], OS: lines[2], Arch: lines[3], Cgo: lines[4] == "1", CC: lines[5], ToolDir: lines[6]}
	if g.Cgo { // CGO_ENABLED=1 by hand says nothing about a compiler
		first, _, _ := strings.Cut(lines[5], " ")
		if _, err := exec.LookPath(first); err != nil {
			g.Cgo = false
		}
	}
	t.mu.Lock()
	t.gos[key] = g
	t.mu.Unlock()
	return g, nil
}

// noGo explains that there is no go command.
func noGo() *MissingError {
	e := &MissingError{What: "the go command", Why: "is not in PATH"}
	for _, dir := range []string{filepath.Join(os.Getenv("GOROOT"), "bin"), "/usr/local/go/bin", "/usr/lib/go/bin", `C:\Program Files\Go\bin`} {
		if _, err := os.Stat(filepath.Join(dir, "go"+exeSuffix())); err == nil && filepath.IsAbs(dir) {
			e.How = "There is one in " + dir + ": add that directory to the PATH that Jupyter is started with."
			return e
		}
	}
	e.How = "Install Go from https://go.dev/dl/ and start Jupyter with it in PATH. Interpreted cells work without it."
	return e
}

// CC finds the C compiler: $CC, or cc, gcc or clang. Its error is a *[MissingError].
func (t *Tools) CC(ctx context.Context) (CC, error) {
	names := []string{"cc", "gcc", "clang"}
	if env := strings.Fields(os.Getenv("CC")); len(env) > 0 {
		names = env[:1]
	}
	for _, name := range names {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		t.mu.Lock()
		c, known := t.ccs[path]
		t.mu.Unlock()
		if known {
			return c, nil
		}
		out, err := t.output(ctx, exec.Command(path, "--version"))
		if err != nil {
			return CC{}, fmt.Errorf("toolchain: %s: %w", path, err)
		}
		first, _, _ := strings.Cut(string(out), "\n")
		c = CC{Path: path, Version: strings.TrimSpace(first)}
		t.mu.Lock()
		t.ccs[path] = c
		t.mu.Unlock()
		return c, nil
	}
	return CC{}, noCC(strings.Join(names, ", "))
}

func noCC(names string) *MissingError {
	how := "Install one (Debian, Ubuntu: apt install gcc libc6-dev)."
	switch runtime.GOOS {
	case "darwin":
		how = "Install one (xcode-select --install)."
	case "windows":
		how = "Install one (MinGW-w64, or LLVM) and add it to PATH."
	}
	return &MissingError{What: "a C compiler (" + names + ")", Why: "is not in PATH", How: how + " Cells in Go work without it."}
}

// raceOn are the systems that the race detector knows, as the go command has them.
var raceOn = map[string]bool{
	"linux/amd64": true, "linux/ppc64le": true, "linux/arm64": true, "linux/s390x": true, "linux/loong64": true, "linux/riscv64": true,
	"freebsd/amd64": true, "netbsd/amd64": true, "darwin/amd64": true, "darwin/arm64": true, "windows/amd64": true,
}

// Race returns the go command if it can build with the race detector.
func (t *Tools) Race(ctx context.Context) (Go, error) {
	g, err := t.Go(ctx)
	if err != nil {
		return g, err
	}
	if !raceOn[g.OS+"/"+g.Arch] {
		return g, &MissingError{What: "the race detector", Why: "does not exist for " + g.OS + "/" + g.Arch, How: "It does for linux, macOS and Windows on amd64, and for linux and macOS on arm64."}
	}
	if g.OS == "darwin" {
		return g, nil
	}
	return g, t.needsC(ctx, g, "the race detector")
}

// Plugin returns the go command if it can build plugins that this process, or one
// of the same binary, can load.
func (t *Tools) Plugin(ctx context.Context) (Go, error) {
	g, err := t.Go(ctx)
	version, _ := versionOf(runtime.Version())
	switch {
	case err != nil:
		return g, err
	case g.OS != runtime.GOOS || g.Arch != runtime.GOARCH:
		return g, &MissingError{What: "a go command for " + runtime.GOOS + "/" + runtime.GOARCH, Why: "is needed, the one found builds for " + g.OS + "/" + g.Arch, How: "Unset GOOS and GOARCH."}
	case g.Version != version:
		return g, &MissingError{What: "the go command", Why: "is " + g.Version + ", and schedtick was built with " + runtime.Version(), How: "Code is loaded into a running process only if both are the same: install that version, or build schedtick with this one."}
	case g.OS != "linux" && g.OS != "darwin" && g.OS != "freebsd":
		return g, &MissingError{What: "loading compiled cells", Why: "does not exist for " + g.OS, How: "It does for linux, macOS and FreeBSD."}
	}
	return g, t.needsC(ctx, g, "loading compiled cells")
}

// needsC says why a go command cannot build with C; nil if it can.
func (t *Tools) needsC(ctx context.Context, g Go, what string) error {
	if g.Cgo {
		return nil
	}
	_, err := t.CC(ctx)
	var missing *MissingError
	switch {
	case errors.As(err, &missing):
		return &MissingError{What: what + " needs a C compiler, which", Why: missing.Why, How: missing.How}
	case err != nil:
		return err
	}
	return &MissingError{What: what + " needs cgo, which", Why: "is switched off", How: "Unset CGO_ENABLED, and see that `go env CC` names a compiler that is there."}
}

func exeSuffix() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}
