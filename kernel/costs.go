package kernel

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"schedtick/kernel/toolchain"
	"schedtick/runtimeprobe/costs"
)

// Costs measures what goroutines and threads cost here, in a process of its own:
// the worker's goroutines would be in the way, and its memory.
func (n *Notebook) Costs(ctx context.Context, million bool) (costs.Table, error) {
	args := []string{"costs", "--json"}
	if million {
		args = append(args, "--million")
	}
	built, _, err := n.tools.BuildC(ctx, toolchain.CSpec{Source: costs.ThreadProgram, Flags: []string{"-O2"}})
	if ctx.Err() != nil {
		return costs.Table{}, context.Cause(ctx)
	}
	if err != nil {
		args = append(args, "--no-threads="+err.Error())
	} else {
		args = append(args, "--threads="+built.Path)
	}
	var stdout, stderr bytes.Buffer
	ended, err := toolchain.Run(ctx, n.exe, toolchain.RunSpec{Args: args, Output: func(stream string, data []byte) {
		if stream == "stdout" {
			stdout.Write(data)
		} else {
			stderr.Write(data)
		}
	}})
	var t costs.Table
	switch {
	case err != nil:
		return t, fmt.Errorf("kernel: costs: %w", err)
	case ended.Interrupted:
		return t, context.Cause(ctx)
	case !ended.OK():
		return t, errors.New(strings.TrimPrefix(strings.TrimSpace(stderr.String()), "schedtick: "))
	}
	if err := json.Unmarshal(stdout.Bytes(), &t); err != nil {
		return t, fmt.Errorf("kernel: costs: %w", err)
	}
	return t, nil
}
