// Package notebooktest has what tests of notebooks share: a Session with a real
// worker, and a Recorder, which keeps what a cell shows and can wait for it.
//
//	s := notebooktest.New(t, kernel.NotebookOptions{})
//	out, o := s.Do(ctx, `fmt.Println("hello")`)
//
// The package starts no goroutines but those of the notebook, which end with the test.
package notebooktest
