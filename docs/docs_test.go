// Package docs holds the documentation for users; its test keeps it true.
package docs

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"schedtick/kernel/lower"
	"schedtick/kernel/magic"
	"schedtick/runtimeprobe"
)

//go:generate go test . -run Table -update

var update = flag.Bool("update", false, "write the tables into the pages")

// Tables that the program knows stand in the pages word for word.
func TestTables(t *testing.T) {
	checkTable(t, "numbers.md", "from runtimeprobe.Numbers -->\n", "<!-- end of numbers -->", numbersTable())
	help, err := magic.Run(t.Context(), nil, "help", "")
	if err != nil {
		t.Fatal(err)
	}
	checkTable(t, "magics.md", "from magic.Table -->\n", "<!-- end of help -->", "\n```\n"+help.Text+"```\n\n")
	checkTable(t, "limits.md", "from lower.Rules -->\n", "<!-- end of refused -->", rulesTable())
}

// checkTable compares, or writes, what stands between two marks of a page.
func checkTable(t *testing.T, name, begin, end, want string) {
	t.Helper()
	page, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(page), begin)
	table, tail, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s lacks the marks %q and %q", name, begin, end)
	}
	if *update {
		if err := os.WriteFile(name, []byte(head+begin+want+end+tail), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if table != want {
		t.Errorf("%s does not have the table that the program has; run go generate ./docs", name)
	}
}

func rulesTable() string {
	rules := lower.Rules()
	var b strings.Builder
	b.WriteString("\n| refused | because | instead |\n|---|---|---|\n")
	for _, full := range slices.Sorted(maps.Keys(rules)) {
		r := rules[full]
		fmt.Fprintf(&b, "| %s | %s | %s |\n", cell(r.Construct), cell(r.Reason), cell(r.Advice))
	}
	b.WriteString("\n")
	return b.String()
}

func numbersTable() string {
	var b strings.Builder
	b.WriteString("\n| number | source | caveat |\n|---|---|---|\n")
	for _, n := range runtimeprobe.Numbers() {
		name := n.Name
		if n.Unit != "" {
			name += " (" + n.Unit + ")"
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", cell(name), cell(n.Source), cell(n.Caveat))
	}
	b.WriteString("\n")
	return b.String()
}

func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

// pages are the documents for users, by their paths from here.
func pages(t *testing.T) []string {
	t.Helper()
	list, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	return append(list, "../README.md", "../CHANGELOG.md", "../notebooks/README.md")
}

// A link to a file of the repository leads to one, and its fragment to a heading.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`(?:\]\(|src=")([^)"\s]+)[)"]`)
	for _, page := range pages(t) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			file, fragment, _ := strings.Cut(m[1], "#")
			target := page
			if file != "" {
				target = filepath.Join(filepath.Dir(page), file)
			}
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s: link %s: %v", page, m[1], err)
				continue
			}
			if fragment != "" && !hasHeading(t, target, fragment) {
				t.Errorf("%s: link %s: no such heading", page, m[1])
			}
		}
	}
}

// hasHeading reports whether a page has a heading that GitHub gives the anchor.
func hasHeading(t *testing.T, page, anchor string) bool {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	drop := regexp.MustCompile(`[^\p{L}\p{N} _-]`)
	for line := range strings.Lines(string(text)) {
		title := strings.TrimLeft(line, "#")
		if title == line {
			continue
		}
		slug := drop.ReplaceAllString(strings.ToLower(strings.TrimSpace(title)), "")
		if strings.ReplaceAll(slug, " ", "-") == anchor {
			return true
		}
	}
	return false
}

// The README can be read in one sitting.
func TestReadmeLength(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(text), "\n"); n > 150 {
		t.Errorf("README.md has %d lines, at most 150", n)
	}
}
