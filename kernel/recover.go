package kernel

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"schedtick/kernel/program"
)

// lose notes that the worker died: its variables are gone. The new worker hears of
// the declarations when the next cell runs. It returns the variables' names.
func (n *Notebook) lose() []string {
	lost := slices.Sorted(maps.Keys(n.vars))
	n.source.Forget(lost)
	clear(n.vars)
	n.stale = true
	return lost
}

// declareAgain tells a new worker what earlier cells declared. A program that it
// refuses now is a fault of ours: it is logged, and the others still count.
func (n *Notebook) declareAgain(ctx context.Context) error {
	n.stale = false
	for _, p := range n.programs {
		err := n.buildAgain(ctx, p)
		if err == nil {
			err = n.worker.Load(ctx, p)
		}
		if err != nil {
			if ctx.Err() != nil {
				n.stale = true
				return fmt.Errorf("kernel: declare again: %w", ctx.Err())
			}
			n.log.Error("kernel: not declared again", "cell", p.Name, "err", err)
		}
	}
	return nil
}

// buildAgain builds what a compiled program is loaded from, should the cache have dropped
// it.
func (n *Notebook) buildAgain(ctx context.Context, p *program.Program) error {
	if p.Plugin == nil || n.natives.builder == nil {
		return nil
	}
	b, err := n.natives.builder.Again(ctx, p.Plugin.Path)
	if err != nil {
		return fmt.Errorf("kernel: native: %w", err)
	}
	p.Plugin.File = b.Path
	return nil
}
