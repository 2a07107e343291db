package corpus

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"schedtick/kernel"
	"schedtick/kernel/notebooktest"
	"schedtick/kernel/panel"
	"schedtick/kernel/toolchain"
)

// TestNativeLateOutput lets a goroutine that a compiled cell started print while a later
// cell runs: it is the output of the cell that started it.
func TestNativeLateOutput(t *testing.T) {
	needPlugins(t)
	t.Parallel()
	s := notebooktest.New(t, kernel.NotebookOptions{Exe: binary, Probe: panel.Line})
	first, o := s.Do(t.Context(), "%%native\nimport \"fmt\"\ngate, done := make(chan bool), make(chan bool)\ngo func() {\n\t<-gate\n\tfmt.Println(\"late\")\n\tdone <- true\n}()")
	if o.Failure != nil {
		t.Fatal(o.Failure.Text())
	}
	second, o := s.Do(t.Context(), "%%native\ngate <- true\n<-done\nfmt.Println(\"here\")")
	if o.Failure != nil {
		t.Fatal(o.Failure.Text())
	}
	first.Await(t, "late\n")
	if first.Text() != "late\n" || second.Text() != "here\n" {
		t.Errorf("the first cell has %q, the second %q", first.Text(), second.Text())
	}
	if len(o.Late) != 1 || o.Late[0].Cell != 1 || o.Late[0].Lines != 1 {
		t.Errorf("the second cell says of late output: %+v", o.Late)
	}
}

// TestAssistWhileBuilding asks for completion and documentation while the go command
// builds a compiled cell, as long as the test wants: they are answered meanwhile.
func TestAssistWhileBuilding(t *testing.T) {
	needPlugins(t)
	if runtime.GOOS == "windows" {
		t.Skip("the go command is held by a shell")
	}
	goCommand, err := exec.LookPath("go")
	if err == nil {
		goCommand, err = filepath.EvalSymlinks(goCommand)
	}
	if err != nil {
		t.Fatal(err)
	}
	s := notebooktest.New(t, kernel.NotebookOptions{Exe: binary, Probe: panel.Off, Tools: toolchain.New(toolchain.Options{})})
	if _, o := s.Do(t.Context(), "import \"fmt\"\nfunc answers() int { return 42 }"); o.Failure != nil {
		t.Fatal(o.Failure.Text())
	}
	dir := t.TempDir()
	begun, release := filepath.Join(dir, "begun"), filepath.Join(dir, "release")
	script := fmt.Sprintf("#!/bin/sh\n: > %q\nwhile [ ! -e %q ]; do sleep 0.02; done\nexec %q \"$@\"\n", begun, release, goCommand)
	if err := os.WriteFile(filepath.Join(dir, "go"), []byte(script), 0o700); err != nil { //nolint:gosec // it is run
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	out := notebooktest.NewRecorder()
	ended := make(chan kernel.Outcome, 1)
	next := s.Next("%%native\nfmt.Println(answers())")
	go func() { ended <- s.Run(t.Context(), next, out) }()
	ctx, cancel := context.WithTimeout(t.Context(), notebooktest.Patience)
	defer cancel()
	for _, err := os.Stat(begun); err != nil; _, err = os.Stat(begun) {
		if ctx.Err() != nil {
			t.Fatal("the go command is not asked")
		}
		time.Sleep(5 * time.Millisecond)
	}
	found := false
	for _, it := range s.Complete("fmt.Println(answ", 16).Items {
		found = found || it.Text == "answers"
	}
	if !found {
		t.Error("answers is not offered")
	}
	if text, _ := s.Inspect("fmt.Println", 8, 0).Text("text/plain"); text == "" {
		t.Error("there is no documentation")
	}
	select {
	case o := <-ended:
		t.Errorf("the cell did not wait for the go command: %+v", o)
	default:
	}
	if err := os.WriteFile(release, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if o := <-ended; o.Failure != nil || out.Text() != "42\n" {
		t.Errorf("released: %q %+v", out.Text(), o.Failure)
	}
}
