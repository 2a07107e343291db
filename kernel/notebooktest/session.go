package notebooktest

import (
	"context"
	"fmt"
	"testing"

	"schedtick/kernel"
)

// Session is a notebook with a real worker, of which a test runs one cell after another.
type Session struct {
	*kernel.Notebook
	Cells int // how many there were
}

// New starts a session, which ends with the test.
func New(tb testing.TB, opts kernel.NotebookOptions) *Session {
	tb.Helper()
	nb, err := kernel.NewNotebook(tb.Context(), opts)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := nb.Close(); err != nil {
			tb.Errorf("close: %v", err)
		}
	})
	return &Session{Notebook: nb}
}

// Next is the next cell.
func (s *Session) Next(code string) kernel.Cell {
	s.Cells++
	return kernel.Cell{Count: s.Cells, Name: CellName(s.Cells), Code: code}
}

// Do runs the next cell. When ctx is done the cell is given up.
func (s *Session) Do(ctx context.Context, code string) (*Recorder, kernel.Outcome) {
	out := NewRecorder()
	return out, s.Run(ctx, s.Next(code), out)
}

// CellName is the name of the nth cell.
func CellName(n int) string { return fmt.Sprintf("cell[%d]", n) }
