package kernel

import (
	"strings"
	"testing"

	"schedtick/kernel/cell"
	"schedtick/kernel/session"
)

// Completing a member of a package that is not imported imports it, wherever the
// cursor is: the text that is left checks.
func TestCompletionImports(t *testing.T) {
	for _, tt := range []struct{ name, code, want string }{
		{"at once", "strings.ToUpp▮", "import \"strings\"\nstrings.ToUpper"},
		{"in an expression", "x := 1\ny := strings.ToUpp▮(\"ä\")\n_, _ = x, y", "x := 1\nimport \"strings\"\ny := strings.ToUpper(\"ä\")\n_, _ = x, y"},
		{"after words of another alphabet", "größe := \"ß\"\nz := strings.ToUpp▮(größe)", "größe := \"ß\"\nimport \"strings\"\nz := strings.ToUpper(größe)"},
		{
			"in a function", "// up is up.\nfunc up(s string) string {\n\treturn strings.ToUpp▮(s)\n}",
			"import \"strings\"\n// up is up.\nfunc up(s string) string {\n\treturn strings.ToUpper(s)\n}",
		},
		{"behind another on its line", "x := 1; y := math.Sqr▮(2)", "x := 1; import \"math\"\ny := math.Sqrt(2)"},
		{"imported by the cell", "import \"strings\"\nstrings.ToUpp▮(\"a\")", "import \"strings\"\nstrings.ToUpper(\"a\")"},
		{"a word that is there already", "ToUppercase := 1\nstrings.ToUpp▮", "ToUppercase := 1\nstrings.ToUpper"},
		{"a whole file", "package main\n\nfunc main() { strings.ToUpp▮ }", "package main\n\nfunc main() { strings.ToUpper }"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before, after, _ := strings.Cut(tt.code, "▮")
			s := session.New()
			c := imported(s.Complete(before+after, len([]rune(before))), before+after)
			if len(c.Items) == 0 {
				t.Fatal("no items")
			}
			text := []rune(before + after)
			got := string(text[:c.Start]) + c.Items[0].Text + string(text[c.End:])
			if got != tt.want {
				t.Fatalf("got\n%s\nwant\n%s", got, tt.want)
			}
			if !strings.Contains(got, "import") {
				return // as typed, which is the checker's to complain about
			}
			parsed, err := cell.Parse(1, "cell", got)
			if err == nil {
				_, err = s.Check(parsed)
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
}
