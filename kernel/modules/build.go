package modules

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"schedtick/kernel/symtab"
	"schedtick/kernel/toolchain"
)

// Build builds packages that have not been, so that cells can import them. Paths that
// are no packages of the modules are left to the checker of cells. Errors are as
// those of [Set.Get].
func (s *Set) Build(ctx context.Context, paths []string) error {
	if s.dir == "" {
		return nil
	}
	return said(s.build(ctx, paths, false))
}

func (s *Set) build(ctx context.Context, paths []string, network bool) error {
	for _, path := range paths {
		if !s.Has(path) || s.Ready(path) {
			continue
		}
		if err := s.buildOne(ctx, path, network); err != nil {
			return err
		}
	}
	return nil
}

// listed is what the go command says of a package and of those that it needs.
type listed struct {
	ImportPath string
	Export     string
	Name       string
	Dir        string
	GoFiles    []string
	Standard   bool
	Module     *struct {
		Path, Version string
		Replace       *struct{ Version string }
	}
}

// version is that of the module, or of what stands for it.
func (l *listed) version() string {
	if l.Module.Replace != nil {
		return l.Module.Replace.Version
	}
	return l.Module.Version
}

func (s *Set) buildOne(ctx context.Context, path string, network bool) error {
	args := append([]string{"list", "-export", "-deps", "-buildmode=plugin", "-json=ImportPath,Export,Name,Dir,GoFiles,Standard,Module"}, s.host.Flags...)
	out, err := s.goRun(ctx, network, append(args, path)...)
	if err != nil {
		return err
	}
	exports := make(map[string]string)
	var deps []*pkg
	std := make(map[string]string)
	versions := make(map[string]string)
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var l listed
		if err := d.Decode(&l); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return fmt.Errorf("modules: go list: %w", err)
		}
		exports[l.ImportPath] = l.Export
		if l.Standard || l.Module == nil {
			if l.Export != "" {
				std[l.ImportPath] = l.Export
			}
			continue
		}
		versions[l.Module.Path] = l.version()
		// What a package returns may be of another: cells need to name its type. And
		// generic functions need what they call.
		p := &pkg{ImportPath: l.ImportPath, Name: l.Name, Dir: l.Dir, GoFiles: l.GoFiles}
		p.Module.Path, p.Module.Version = l.Module.Path, l.version()
		if p.export, err = s.keep(l.Export, l.ImportPath, ".a"); err != nil {
			return err
		}
		if p.sum, err = hashFile(p.export); err != nil {
			return err
		}
		deps = append(deps, p)
	}
	imp := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, fmt.Errorf("%s: no export data", path)
		}
		return os.Open(exports[path])
	})
	tp, err := imp.Import(path)
	if err != nil {
		return fmt.Errorf("modules: %s: %w", path, err)
	}
	plugin, err := s.plugin(ctx, path, tp, versions)
	if err != nil {
		return err
	}
	s.addInner(deps, std)
	s.add(slices.DeleteFunc(deps, func(p *pkg) bool { return symtab.Hidden(p.ImportPath) }))
	for m, v := range versions {
		s.fixed[m] = v
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.packages[path]
	p.export, p.plugin, p.ready = s.inner[path].export, plugin, true
	return nil
}

// plugin builds the plugin of a package and returns its file.
func (s *Set) plugin(ctx context.Context, path string, tp *types.Package, versions map[string]string) (string, error) {
	files := make(map[string][]byte)
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(s.dir, name))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", fmt.Errorf("modules: %w", err)
		}
		files[name] = data
	}
	// Plugins are told apart by the path of their package.
	sum := sha256.Sum256([]byte(path))
	dir := "table_" + hex.EncodeToString(sum[:8])
	files[dir+"/table.go"] = tableText(tp)
	env := s.host.Env
	for m, d := range s.local {
		if _, ok := versions[m]; ok {
			// Nothing else tells the cache of builds that its files have changed.
			content, err := hashTree(d)
			if err != nil {
				return "", err
			}
			env = append(env[:len(env):len(env)], "SCHEDTICK_LOCAL="+content)
		}
	}
	b, err := s.tools.Build(ctx, toolchain.Spec{Files: files, Package: "./" + dir, Mode: toolchain.Plugin, Flags: s.host.Flags, Env: env})
	if err != nil {
		return "", err
	}
	return s.keep(b.Path, path, ".so")
}

// tableText is the text of the plugin of a package.
func tableText(p *types.Package) []byte {
	names := make(map[string]string)
	w := symtab.Write(p, func(path string) string {
		if names[path] == "" {
			names[path] = fmt.Sprintf("p%d", len(names))
		}
		return names[path]
	})
	var b bytes.Buffer
	b.WriteString("package main\n\nimport (\n")
	for _, path := range w.Imports() {
		fmt.Fprintf(&b, "\t%s %q\n", names[path], path)
	}
	if names[p.Path()] == "" { // it exports nothing that a table can have
		fmt.Fprintf(&b, "\t_ %q\n", p.Path())
	}
	b.WriteString(")\n\ntype row = struct {\n\tName string\n\tKind uint8\n\tV any\n}\n\nconst (\n")
	for i, kind := range symtab.Kinds() {
		fmt.Fprintf(&b, "\t%s uint8 = %d\n", kind, i)
	}
	fmt.Fprintf(&b, ")\n\nfunc Table() []row {\n\treturn []row{\n%s\t}\n}\n%s\nfunc main() {}\n", w.Rows(), w.Wrappers())
	return b.Bytes()
}

// keep gives the session its own name for a file: the go command may clear its cache.
func (s *Set) keep(file, path, ext string) (string, error) {
	sum := sha256.Sum256([]byte(path))
	own := filepath.Join(s.dir, hex.EncodeToString(sum[:8])+ext)
	if err := os.Remove(own); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("modules: %w", err)
	}
	if os.Link(file, own) == nil {
		return own, nil
	}
	data, err := os.ReadFile(file)
	if err == nil {
		err = os.WriteFile(own, data, 0o600)
	}
	if err != nil {
		return "", fmt.Errorf("modules: %w", err)
	}
	return own, nil
}

// hashFile is a name for the content of a file.
func hashFile(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", fmt.Errorf("modules: %w", err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("modules: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// hashTree is a name for the content of a module's directory.
func hashTree(dir string) (string, error) {
	h := sha256.New()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != dir && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "vendor") {
			return fs.SkipDir
		}
		if !d.Type().IsRegular() {
			return nil
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		fmt.Fprintf(h, "%q\n", path)
		_, err = io.Copy(h, f)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("modules: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)[:16]), nil
}
