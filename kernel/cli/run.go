package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"sync"

	"github.com/spf13/cobra"

	"schedtick/kernel"
	"schedtick/kernel/panel"
	"schedtick/notebooks"
)

func runCommand(source fs.FS) *cobra.Command {
	r := runner{probe: panel.Line, source: source}
	mode, compiled := panel.Line.String(), "auto"
	cmd := &cobra.Command{
		Use:   "run FILE…",
		Short: "Run notebooks (.ipynb) and programs (.go), without Jupyter",
		Long: "Run a notebook cell by cell, or a .go file as one cell, in the terminal. Standard\n" +
			"input, output and error are the program's own; the report goes to standard error.\n\n" +
			"The exit status is 0, the program's own after os.Exit, 1 for an error, 2 for a\n" +
			"deadlock, or 3 for a construct that cannot be run right and therefore is not run.",
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, files []string) error {
			var err error
			if r.probe, err = panel.ParseMode(mode); err != nil {
				return usageError{err}
			}
			if r.native, err = kernel.ParseNativeMode(compiled); err != nil {
				return usageError{err}
			}
			r.out, r.err = cmd.OutOrStdout(), cmd.ErrOrStderr()
			return r.run(cmd.Context(), files)
		},
	}
	cmd.Flags().StringVar(&mode, "probe", mode, "how much of each cell's report to print: off, `line`, full or projector")
	cmd.Flags().StringVar(&compiled, "native", compiled, "which cells to compile: `on` all, off those with %%native, auto those too that the interpreter refuses")
	cmd.Flags().Lookup("native").NoOptDefVal = "on"
	cmd.Flags().StringVar(&r.json, "json", "", "write the reports to `FILE`, one JSON object a line")
	return cmd
}

// runner runs files in the terminal.
type runner struct {
	probe    panel.Mode
	json     string // path; "" for none
	native   kernel.NativeMode
	source   fs.FS // of the packages that cells import
	out, err io.Writer
	reports  *json.Encoder // nil without json
}

// run runs the files one after another, each in a session of its own, up to the
// first that fails.
func (r *runner) run(ctx context.Context, files []string) (err error) {
	if r.json != "" {
		f, err := os.Create(r.json)
		if err != nil {
			return fmt.Errorf("run: reports: %w", err)
		}
		r.reports = json.NewEncoder(f)
		defer func() {
			if e := f.Close(); err == nil && e != nil {
				err = fmt.Errorf("run: reports: %w", e)
			}
		}()
	}
	for _, file := range files {
		if err := r.file(ctx, file); err != nil {
			return err
		}
	}
	return nil
}

// cellSource is a cell to run and what its failure means.
type cellSource struct {
	cell    kernel.Cell
	mayFail bool
}

// cells reads a file.
func cells(file string) ([]cellSource, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("run: %w", err)
	}
	switch filepath.Ext(file) {
	case ".go":
		return []cellSource{{cell: kernel.Cell{Count: 1, Name: file, Code: string(data), AllowInput: true, Last: true}}}, nil
	case ".ipynb":
		nb, err := notebooks.Parse(data)
		if err != nil {
			return nil, fmt.Errorf("run: %s: %w", file, err)
		}
		var all []cellSource
		for _, c := range nb.Cells {
			if c.Type != notebooks.Code {
				continue
			}
			n := len(all) + 1
			all = append(all, cellSource{
				cell:    kernel.Cell{Count: n, Name: fmt.Sprintf("cell[%d]", n), Code: c.Source, AllowInput: true},
				mayFail: c.HasTag(notebooks.RaisesException),
			})
		}
		if len(all) > 0 {
			all[len(all)-1].cell.Last = true
		}
		return all, nil
	}
	return nil, usageError{fmt.Errorf("run: %s: want a file that ends in .ipynb or .go", file)}
}

// file runs one file.
func (r *runner) file(ctx context.Context, file string) (err error) {
	list, err := cells(file)
	if err != nil {
		return err
	}
	mode := r.probe
	if mode == panel.Off && r.reports != nil {
		mode = panel.Line // observed, not printed
	}
	opts := kernel.NotebookOptions{Inherit: true, Probe: mode, Native: r.native, Source: r.source, Log: newLog(r.err)}
	nb, err := kernel.NewNotebook(ctx, opts)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, nb.Close()) }()
	interrupted := forwardInterrupts(nb.Interrupt)
	defer interrupted.stop()

	for _, c := range list {
		o := nb.Run(ctx, c.cell, terminal{r})
		if o.Failure != nil {
			if _, err := io.WriteString(r.err, o.Failure.Text()); err != nil {
				return fmt.Errorf("run: %w", err)
			}
		}
		if err := r.report(o); err != nil {
			return fmt.Errorf("run: reports: %w", err)
		}
		if interrupted.seen() {
			return exitError{exitInterrupted}
		}
		if o.Failure != nil && !c.mayFail {
			return exitError{o.Exit}
		}
	}
	return nil
}

// report prints a cell's report and keeps its data.
func (r *runner) report(o kernel.Outcome) error {
	if o.Report == nil {
		return nil
	}
	if r.probe != panel.Off && o.Probe != panel.Off {
		if _, err := fmt.Fprintln(r.err, o.Text()); err != nil {
			return err
		}
	}
	if r.reports == nil {
		return nil
	}
	return r.reports.Encode(o.Data())
}

// exitInterrupted is what a shell expects of a program that Ctrl-C ended.
const exitInterrupted = 130

// interrupts forwards Ctrl-C to the running cell.
//
// Goroutine: one, from forwardInterrupts to stop.
type interrupts struct {
	signals chan os.Signal
	running sync.WaitGroup
	mu      sync.Mutex
	came    bool
}

func forwardInterrupts(to func()) *interrupts {
	i := &interrupts{signals: make(chan os.Signal, 4)}
	signal.Notify(i.signals, os.Interrupt)
	i.running.Go(func() {
		for range i.signals {
			i.mu.Lock()
			i.came = true
			i.mu.Unlock()
			to()
		}
	})
	return i
}

func (i *interrupts) seen() bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.came
}

func (i *interrupts) stop() {
	signal.Stop(i.signals)
	close(i.signals)
	i.running.Wait()
}
