package rt

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
)

// input is where the cells' standard input comes from.
var input struct {
	mu   sync.Mutex // of the fields
	ask  func(prompt string) (string, error)
	line string

	turn     chan struct{} // capacity 1: held by who reads
	turnOnce sync.Once
}

// SetInput says how a line of input is asked for; nil for the process's own standard
// input. ask returns the line with or without its newline, io.EOF at the end,
// and must return when the cell is stopped.
func SetInput(ask func(prompt string) (string, error)) {
	input.mu.Lock()
	defer input.mu.Unlock()
	input.ask, input.line = ask, ""
}

// StdinReader is os.Stdin where an io.Reader is wanted: it asks when nothing is there.
func StdinReader() io.Reader { return asker{} }

type asker struct{}

func (asker) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	g := current()
	g.check()
	input.turnOnce.Do(func() { input.turn = make(chan struct{}, 1) })
	select {
	case input.turn <- struct{}{}:
	case <-g.park(OpInput, 0, nil):
		g.leave()
	}
	defer func() { <-input.turn }()
	g.unpark()
	input.mu.Lock()
	ask, line := input.ask, input.line
	input.mu.Unlock()
	if line == "" {
		FlushOutput()
		g.park(OpInput, 0, nil)
		if ask == nil {
			n, err := os.Stdin.Read(p)
			g.unpark()
			return n, err
		}
		var err error
		line, err = ask("")
		g.unpark()
		g.check()
		if err != nil {
			return 0, err
		}
		if !strings.HasSuffix(line, "\n") {
			line += "\n"
		}
	}
	n := copy(p, line)
	input.mu.Lock()
	input.line = line[n:]
	input.mu.Unlock()
	return n, nil
}

// Scan is fmt.Scan.
func Scan(a ...any) (int, error) { return fmt.Fscan(StdinReader(), pointers(a)...) }

// Scanln is fmt.Scanln.
func Scanln(a ...any) (int, error) { return fmt.Fscanln(StdinReader(), pointers(a)...) }

// Scanf is fmt.Scanf.
func Scanf(format string, a ...any) (int, error) {
	return fmt.Fscanf(StdinReader(), format, pointers(a)...)
}

// Fscan is fmt.Fscan.
func Fscan(r io.Reader, a ...any) (int, error) { return fmt.Fscan(r, pointers(a)...) }

// Fscanln is fmt.Fscanln.
func Fscanln(r io.Reader, a ...any) (int, error) { return fmt.Fscanln(r, pointers(a)...) }

// Fscanf is fmt.Fscanf.
func Fscanf(r io.Reader, format string, a ...any) (int, error) {
	return fmt.Fscanf(r, format, pointers(a)...)
}

// Sscan is fmt.Sscan.
func Sscan(s string, a ...any) (int, error) { return fmt.Sscan(s, pointers(a)...) }

// Sscanln is fmt.Sscanln.
func Sscanln(s string, a ...any) (int, error) { return fmt.Sscanln(s, pointers(a)...) }

// Sscanf is fmt.Sscanf.
func Sscanf(s, format string, a ...any) (int, error) { return fmt.Sscanf(s, format, pointers(a)...) }

// pointers takes the pointers to scan into out of their boxes. One that scans itself
// goes on doing so.
func pointers(a []any) []any {
	out := make([]any, len(a))
	for i, x := range a {
		b, ok := boxed(x)
		if !ok {
			out[i] = x
			continue
		}
		out[i] = b.V
		if scan, ok := b.T.method("Scan").(func(any, fmt.ScanState, rune) error); ok {
			out[i] = scanner{x, scan}
		}
	}
	return out
}

// scanner is a fmt.Scanner whose type a cell declares.
type scanner struct {
	x    any
	scan func(any, fmt.ScanState, rune) error
}

func (s scanner) Scan(state fmt.ScanState, verb rune) error { return s.scan(s.x, state, verb) }
