package modules

import (
	"errors"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"schedtick/kernel/session/stdlib"
	"schedtick/kernel/toolchain"
)

// What has been built keeps its version.
func TestKeepsFixed(t *testing.T) {
	s := New(Options{})
	s.fixed["example.org/a"], s.fixed["example.org/b"] = "v1.0.0", "v1.1.0"
	if err := s.keepsFixed(map[string]string{"example.org/a": "v1.0.0", "example.org/c": "v9.0.0"}); err != nil {
		t.Errorf("nothing has changed: %v", err)
	}
	err := s.keepsFixed(map[string]string{"example.org/a": "v1.0.0", "example.org/b": "v1.2.0"})
	const want = "example.org/b is in use as v1.1.0, this needs v1.2.0; what is loaded cannot be replaced: %reset, then get both"
	if err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

func TestLongest(t *testing.T) {
	modules := map[string]string{"example.org/a": "", "example.org/a/v2": "", "example.org/ab": ""}
	for path, want := range map[string]string{
		"example.org/a": "example.org/a", "example.org/a/x/y": "example.org/a", "example.org/a/v2/x": "example.org/a/v2",
		"example.org/ab/c": "example.org/ab", "example.org": "", "example.org/abc": "",
	} {
		if got := longest(modules, path); got != want {
			t.Errorf("%s is in %q, want %q", path, got, want)
		}
	}
}

// The go command's words, without its progress.
func TestSaid(t *testing.T) {
	err := said(&toolchain.CommandError{Stderr: "go: downloading a v1\ngo: a@v9: invalid version: unknown revision v9\n", Err: errors.New("exit status 1")})
	var e *Error
	if !errors.As(err, &e) || e.Msg != "go: a@v9: invalid version: unknown revision v9" {
		t.Errorf("error %v", err)
	}
	other := errors.New("other")
	if got := said(other); !errors.Is(got, other) {
		t.Errorf("error %v", got)
	}
}

// The text of a plugin is Go, and names every package once.
func TestTableText(t *testing.T) {
	for _, path := range []string{"net/http", "context", "cmp", "math"} {
		p, err := stdlib.NewImporter().Import(path)
		if err != nil {
			t.Fatal(err)
		}
		text := string(tableText(p))
		f, err := parser.ParseFile(token.NewFileSet(), "table.go", text, 0)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		seen := make(map[string]bool)
		for _, spec := range f.Imports {
			if seen[spec.Path.Value] {
				t.Errorf("%s: %s is imported twice", path, spec.Path.Value)
			}
			seen[spec.Path.Value] = true
		}
		if !seen[`"`+path+`"`] || !strings.Contains(text, "func Table() []row") {
			t.Errorf("%s:\n%s", path, text)
		}
	}
}
