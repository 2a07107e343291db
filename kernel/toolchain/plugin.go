package toolchain

import (
	"bytes"
	"context"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Plugins builds the packages of native cells so that a worker can load them: each as
// a plugin, and as an object for the cells that import it. It calls the compiler and
// the linker itself, since the go command imports no package called main, as those of
// cells are for their types' sake.
//
// The methods may be called from any goroutine; builds come one after the other.
type Plugins struct {
	tools    *Tools
	settings settings

	mu       sync.Mutex
	ready    bool
	g        Go
	ld       []string          // flags of the linker's own, for a faster one
	packages map[string]string // export files by import path, the standard library's
	cells    map[string]object // by path
}

// object is a package that was compiled.
type object struct {
	made CellPackage // of this; the cache may drop the file
	key  string
	file string
	std  []string // packages of the standard library that it imports
	deps []string // packages of cells, directly or not
}

// settings are those of the worker's binary, which what it loads has to share.
type settings struct {
	flags []string // of the go command: -trimpath, -race, -tags
	env   []string
	trim  bool
	race  bool
}

// CellPackage is a package to build.
type CellPackage struct {
	Path  string            // import path
	Files map[string][]byte // by name; their places are those that line directives give
	// Dir is the directory that files without line directives are to be in; "" for none.
	Dir     string
	Imports []string // packages of the standard library that it imports
	Cells   []string // paths of packages built here before that it imports
	// Modules are packages of modules that it imports, and all that those do, by path:
	// what the compiler made of them. Content is a name for all of it.
	Modules map[string]string
	Content string
	// Object: it is only imported, not loaded by itself.
	Object    bool
	Positions *Positions
}

// Plugins returns a builder for workers that run the binary exe.
func (t *Tools) Plugins(exe string) (*Plugins, error) {
	info, err := buildinfo.ReadFile(exe)
	if err != nil {
		return nil, fmt.Errorf("toolchain: the settings of %s: %w", exe, err)
	}
	p := &Plugins{tools: t, packages: make(map[string]string), cells: make(map[string]object)}
	cgo := false
	for _, s := range info.Settings {
		switch s.Key {
		case "-trimpath":
			p.settings.trim = s.Value == "true"
		case "-race":
			p.settings.race = s.Value == "true"
		case "-tags", "-gcflags", "-asmflags":
			p.settings.flags = append(p.settings.flags, s.Key+"="+s.Value)
		case "CGO_ENABLED":
			cgo = s.Value == "1"
		case "GOAMD64", "GOARM64", "GOEXPERIMENT", "GOFIPS140":
			p.settings.env = append(p.settings.env, s.Key+"="+s.Value)
		}
	}
	if p.settings.trim {
		p.settings.flags = append(p.settings.flags, "-trimpath")
	}
	if p.settings.race {
		p.settings.flags = append(p.settings.flags, "-race")
	}
	p.settings.env = append(p.settings.env, "CGO_ENABLED=1")
	if !cgo {
		return p, &MissingError{
			What: "loading compiled cells", Why: "is not in this schedtick, which was built without cgo",
			How: "Build it on a machine with a C compiler and CGO_ENABLED=1.",
		}
	}
	return p, nil
}

// Ready tells whether plugins can be built here. Its error is a *[MissingError] if
// something is not there.
func (p *Plugins) Ready(ctx context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.prepare(ctx)
}

func (p *Plugins) prepare(ctx context.Context) error {
	g, err := p.tools.Plugin(ctx)
	if err != nil || p.ready && g == p.g {
		return err
	}
	p.g, p.ready = g, true
	p.ld = p.fastLinker(ctx)
	p.recall()
	return nil
}

// fastLinker are flags that make the linker have its output put together by gold, if the C
// compiler has it: that takes half the time of GNU ld.
func (p *Plugins) fastLinker(ctx context.Context) []string {
	const gold = "-fuse-ld=gold"
	words := strings.Fields(p.g.CC)
	if p.g.OS != "linux" || len(words) == 0 {
		return nil
	}
	out, err := p.tools.output(ctx, exec.Command(words[0], append(words[1:], gold, "-Wl,--version")...))
	if err != nil || !bytes.Contains(out, []byte("gold")) {
		return nil
	}
	return []string{"-extldflags", gold}
}

// find makes packages of the standard library known, with all that they import.
func (p *Plugins) find(ctx context.Context, paths []string) error {
	for _, file := range p.packages {
		if _, err := os.Stat(file); err != nil { // the cache was full
			clear(p.packages)
			break
		}
	}
	var missing []string
	for _, path := range paths {
		if _, ok := p.packages[path]; !ok && path != "unsafe" {
			missing = append(missing, path)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	args := []string{"list", "-export", "-deps", "-buildmode=plugin", "-f", "{{if .Export}}{{.ImportPath}}\t{{.Export}}{{end}}"}
	args = append(append(args, p.settings.flags...), missing...)
	out, err := p.tools.command(ctx, p.g.Path, GoCall{Args: args, Env: p.settings.env})
	if err != nil {
		return fmt.Errorf("toolchain: the standard library for plugins: %w", err)
	}
	for line := range strings.Lines(string(out)) {
		if path, file, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			p.packages[path] = file
			now := time.Now()
			_ = os.Chtimes(file, now, now) // used: the cache's bound takes it last
		}
	}
	p.note()
	return nil
}

// stdKey names the file that says where the standard library's packages are.
func (p *Plugins) stdKey() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%+v %q %q %q", p.g, os.Getenv("CC"), p.settings.flags, p.settings.env))
	return hex.EncodeToString(sum[:16]) + ".std"
}

// note keeps where the packages of the standard library are for other processes: to
// ask the go command takes as long as to compile a cell.
func (p *Plugins) note() {
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(p.packages)) {
		fmt.Fprintf(&b, "%s\t%s\n", path, p.packages[path])
	}
	d, err := p.tools.cache.open()
	if err != nil {
		return
	}
	f, err := os.CreateTemp(d.work, "std-")
	if err != nil {
		return
	}
	_, err = f.WriteString(b.String())
	if err = errors.Join(err, f.Close()); err == nil {
		_, err = p.tools.cache.keep(p.stdKey(), f.Name())
	}
	if err != nil {
		os.Remove(f.Name())
	}
}

// recall reads what note has kept, in this process or an earlier one.
func (p *Plugins) recall() {
	clear(p.packages)
	if _, err := p.tools.cache.open(); err != nil {
		return
	}
	file, ok := p.tools.cache.find(p.stdKey())
	if !ok {
		return
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return
	}
	now := time.Now()
	for line := range strings.Lines(string(data)) {
		path, file, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok || os.Chtimes(file, now, now) != nil { // the cache was full
			clear(p.packages)
			return
		}
		p.packages[path] = file
	}
}

// usual are the packages that every plugin needs, beside its own imports.
var usual = []string{"runtime", "runtime/cgo"}

// Build builds a package, or finds what it built of the same content before. The
// error is a *[BuildError] if the code is at fault.
func (p *Plugins) Build(ctx context.Context, c CellPackage) (Binary, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.prepare(ctx); err != nil {
		return Binary{}, err
	}
	return p.build(ctx, c)
}

// Again finds what was built as path before, and builds it again if the cache has
// dropped it since.
func (p *Plugins) Again(ctx context.Context, path string) (Binary, error) {
	p.mu.Lock()
	o, ok := p.cells[path]
	p.mu.Unlock()
	if !ok {
		return Binary{}, fmt.Errorf("toolchain: plugin %s: was not built", path)
	}
	return p.Build(ctx, o.made)
}

// restore builds what o imports again, as far as the cache has dropped it. Of the same
// content the compiler makes the same package: it goes together with what is loaded.
func (p *Plugins) restore(ctx context.Context, o object) error {
	for _, path := range o.deps {
		dep := p.cells[path]
		if _, err := os.Stat(dep.file); err == nil {
			continue
		}
		if _, err := p.build(ctx, dep.made); err != nil {
			return fmt.Errorf("toolchain: %s again: %w", path, err)
		}
	}
	return nil
}

func (p *Plugins) build(ctx context.Context, c CellPackage) (Binary, error) {
	d, err := p.tools.cache.open()
	if err != nil {
		return Binary{}, err
	}
	o, err := p.object(c)
	if err != nil {
		return Binary{}, err
	}
	so := o.key + ".so"
	var cached bool
	if o.file, cached = p.tools.cache.find(o.key + ".a"); cached {
		file, ok := p.tools.cache.find(so)
		if ok || c.Object {
			p.cells[c.Path] = o
			return Binary{Path: file, Cached: true}, nil
		}
	}
	defer p.tools.cache.trim()
	dir, err := os.MkdirTemp(d.work, "plugin-")
	if err != nil {
		return Binary{}, fmt.Errorf("toolchain: plugin: %w", err)
	}
	defer os.RemoveAll(dir)
	std := slices.DeleteFunc(append(p.std(o), usual...), func(path string) bool { return c.Modules[path] != "" })
	if err := p.find(ctx, std); err != nil {
		return Binary{}, err
	}
	if err := p.restore(ctx, o); err != nil {
		return Binary{}, err
	}
	if err := p.compile(ctx, dir, c, o); err != nil {
		return Binary{}, err
	}
	file := filepath.Join(dir, "plugin.so")
	if !c.Object {
		if err := p.link(ctx, dir, c, o, file); err != nil {
			return Binary{}, err
		}
	}
	if o.file, err = p.importable(dir, o.key+".a"); err != nil {
		return Binary{}, err
	}
	p.cells[c.Path] = o
	if c.Object {
		return Binary{Path: o.file}, nil
	}
	path, err := p.tools.cache.keep(so, file)
	return Binary{Path: path}, err
}

// object describes what is about to be built.
func (p *Plugins) object(c CellPackage) (object, error) {
	o := object{made: c, std: c.Imports}
	h := sha256.New()
	fmt.Fprintf(h, "%+v %q %q %q\n%q %q %q %q\n", p.g, os.Getenv("CC"), p.settings.flags, p.settings.env, c.Path, c.Imports, c.Content, c.Dir)
	for _, path := range c.Cells {
		dep, ok := p.cells[path]
		if !ok {
			return o, fmt.Errorf("toolchain: plugin %s: %s was not built", c.Path, path)
		}
		o.deps = append(append(o.deps, path), dep.deps...)
		fmt.Fprintf(h, "%q %s\n", path, dep.key)
	}
	slices.Sort(o.deps)
	o.deps = slices.Compact(o.deps)
	for _, name := range slices.Sorted(maps.Keys(c.Files)) {
		fmt.Fprintf(h, "%q %q\n", name, c.Files[name])
	}
	o.key = hex.EncodeToString(h.Sum(nil)[:16])
	return o, nil
}

// std are the packages of the standard library that o and what it imports need.
func (p *Plugins) std(o object) []string {
	list := slices.Clone(o.std)
	for _, path := range o.deps {
		list = append(list, p.cells[path].std...)
	}
	return list
}

const (
	importcfg = "importcfg"
	archive   = "cell.a"
)

// compile compiles c in dir.
func (p *Plugins) compile(ctx context.Context, dir string, c CellPackage, o object) error {
	var cfg strings.Builder
	for _, list := range []map[string]string{p.packages, c.Modules} {
		for _, path := range slices.Sorted(maps.Keys(list)) {
			fmt.Fprintf(&cfg, "packagefile %s=%s\n", path, list[path])
		}
	}
	for _, path := range o.deps {
		fmt.Fprintf(&cfg, "packagefile %s=%s\n", path, p.cells[path].file)
	}
	files := map[string][]byte{importcfg: []byte(cfg.String())}
	maps.Copy(files, c.Files)
	if err := writeFiles(dir, files); err != nil {
		return fmt.Errorf("toolchain: plugin: %w", err)
	}
	args := []string{"-p", c.Path, "-o", archive, "-trimpath", dir + "=>" + c.Dir, "-dynlink", "-pack", "-lang=go" + language, "-importcfg", importcfg}
	var sources []string
	complete := true // no function without a body, which a file in assembly would allow
	for _, name := range slices.Sorted(maps.Keys(c.Files)) {
		if filepath.Ext(name) == ".go" {
			sources = append(sources, name)
		} else {
			complete = false
		}
	}
	if complete {
		args = append(args, "-complete")
	}
	if p.settings.race {
		args = append(args, "-race")
	}
	return p.tool(ctx, dir, "compile", c.Positions, append(args, sources...)...)
}

// link makes a plugin of what was compiled in dir.
func (p *Plugins) link(ctx context.Context, dir string, c CellPackage, o object, file string) error {
	args := []string{"-o", file, "-importcfg", importcfg, "-buildmode=plugin", "-pluginpath", c.Path, "-s", "-w", "-extld", p.g.CC}
	if p.settings.race {
		args = append(args, "-race")
	}
	err := p.tool(ctx, dir, "link", c.Positions, slices.Concat(args, p.ld, []string{archive})...)
	if err != nil && ctx.Err() == nil && len(p.ld) > 0 { // which is nothing the code can be blamed for
		p.tools.log.Info("toolchain: linked without gold", "err", err)
		p.ld = nil
		err = p.tool(ctx, dir, "link", c.Positions, append(args, archive)...)
	}
	return err
}

// The compiler lists what a package main built for a plugin exports, for package
// plugin to look it up. Of several lists in a plugin the linker takes any: those of
// packages that are imported get another name.
var exportLists = strings.NewReplacer("go:plugin.tabs", "go:plugin.tab-", "go:plugin.exports", "go:plugin.export-")

// importable puts what was compiled in dir where later cells find it.
func (p *Plugins) importable(dir, key string) (string, error) {
	file := filepath.Join(dir, archive)
	data, err := os.ReadFile(file)
	if err == nil {
		if bytes.Contains(data, []byte("go:plugin.tabs")) {
			data = []byte(exportLists.Replace(string(data)))
		}
		err = os.WriteFile(file, data, 0o600)
	}
	if err != nil {
		return "", fmt.Errorf("toolchain: plugin: %w", err)
	}
	return p.tools.cache.keep(key, file)
}

// tool runs the compiler or the linker.
func (p *Plugins) tool(ctx context.Context, dir, name string, pos *Positions, args ...string) error {
	cmd := exec.Command(filepath.Join(p.g.ToolDir, name+exeSuffix()), args...)
	cmd.Dir = dir
	cmd.Env = append(goEnv(os.Environ(), p.tools.cache.opened, false), p.settings.env...)
	cmd.Env = append(cmd.Env, "PWD="+dir, "GOROOT="+p.g.GOROOT, "LC_ALL=C")
	out, _, err := run(ctx, cmd)
	var said *CommandError
	if errors.As(err, &said) {
		return buildError(err, string(out), pos)
	}
	return err
}
