package kernel

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"schedtick/kernel/cell"
	"schedtick/kernel/modules"
	"schedtick/kernel/program"
	"schedtick/kernel/toolchain"
)

// Get gets modules for the session and returns what there is to import now.
func (n *Notebook) Get(ctx context.Context, queries []string) (string, error) {
	var b strings.Builder
	for _, q := range queries {
		got, err := n.modules.Get(ctx, q)
		if ctx.Err() != nil {
			return b.String(), context.Cause(ctx)
		}
		if err != nil {
			return b.String(), err
		}
		b.WriteString(describeGot(got))
	}
	return b.String(), nil
}

// shownPackages is how many packages of a module are named.
const shownPackages = 12

func describeGot(g modules.Got) string {
	var b strings.Builder
	b.WriteString(g.Module)
	if g.Version != "" {
		b.WriteString(" " + g.Version)
	}
	if g.Worker != "" {
		b.WriteString(" (the version that schedtick itself is built with)")
	}
	b.WriteString(":")
	for i, p := range g.Packages {
		if i == shownPackages {
			fmt.Fprintf(&b, "\n  and %d more, Tab completes them", len(g.Packages)-i)
			break
		}
		b.WriteString("\n  import " + strconv.Quote(p))
	}
	b.WriteString("\n")
	return b.String()
}

// buildImports builds the packages of modules that a cell imports.
func (n *Notebook) buildImports(ctx context.Context, c *cell.Cell) *Failure {
	for _, spec := range c.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil || !n.modules.Has(path) || n.modules.Ready(path) {
			continue
		}
		if err := n.buildModules(ctx, path); err != nil {
			return n.importFailed(c, path, err)
		}
	}
	return nil
}

// resolveImports tells the program's imports where the packages of modules are. Some are
// not the cell's own: a value may be of a type of another package.
func (n *Notebook) resolveImports(ctx context.Context, c *cell.Cell, p *program.Program) *Failure {
	for i := range p.Imports {
		path := p.Imports[i].Path
		if !n.modules.Has(path) {
			continue
		}
		if err := n.buildModules(ctx, path); err != nil {
			return n.importFailed(c, path, err)
		}
		p.Imports[i].Plugin = n.modules.Plugin(path)
	}
	return nil
}

func (n *Notebook) buildModules(ctx context.Context, path string) error {
	ctx, end := n.interruptible(ctx)
	defer end()
	err := n.modules.Build(ctx, []string{path})
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// importFailed is the failure of a cell whose import cannot be built.
func (n *Notebook) importFailed(c *cell.Cell, path string, err error) *Failure {
	var said *modules.Error
	var missing *toolchain.MissingError
	if errors.Is(err, errStopped) {
		f := &Failure{Name: "interrupted", Value: "interrupted while " + path + " was built"}
		f.add(Head, f.Value)
		return f
	}
	if !errors.As(err, &said) && !errors.As(err, &missing) {
		return n.internal(err)
	}
	at := c.Name
	for _, spec := range c.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err == nil && p == path {
			pos := c.Position(spec.Pos())
			at = place(c.Name, pos.Line, pos.Column)
		}
	}
	f := &Failure{Name: compileError, Value: fmt.Sprintf("%s: could not import %s: %v", at, path, err)}
	f.add(Head, f.Value)
	return f
}
