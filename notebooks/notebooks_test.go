package notebooks

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// open returns a bundled notebook or ends the test.
func open(t *testing.T, name string) Notebook {
	t.Helper()
	nb, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	return nb
}

// The index lists the embedded files, all of them, in order, by the titles they have.
func TestIndex(t *testing.T) {
	names, err := fs.Glob(files, "*.ipynb")
	if err != nil {
		t.Fatal(err)
	}
	entries := Index()
	if len(names) != len(entries) {
		t.Fatalf("%d files, %d entries in the index", len(names), len(entries))
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range entries {
		if e.Number != i || e.File != names[i] || !strings.HasPrefix(e.File, fmt.Sprintf("%02d-", e.Number)) {
			t.Errorf("entry %d is number %d, file %s; the file is %s", i, e.Number, e.File, names[i])
		}
		if section := fmt.Sprintf("%d. ", e.Number); e.Number > 0 && !strings.HasPrefix(e.Section, section) || e.Shows == "" {
			t.Errorf("%s: section %q, shows %q", e.File, e.Section, e.Shows)
		}
		heading, _, _ := strings.Cut(open(t, e.File).Cells[0].Source, "\n")
		if want := fmt.Sprintf("# %d. %s", e.Number, e.Title); heading != want {
			t.Errorf("%s: heading is %q, want %q", e.File, heading, want)
		}
		if row := fmt.Sprintf("| [%s](%s) | %s |", fmt.Sprintf("%d. %s", e.Number, e.Title), e.File, e.Shows); !strings.Contains(string(readme), row) {
			t.Errorf("README.md lacks the row\n%s", row)
		}
	}
}

// The files are what Jupyter writes: sorted keys, an indent of one space, unescaped text.
// So a notebook that was opened and saved shows only what changed.
func TestCanonicalJSON(t *testing.T) {
	for _, e := range Index() {
		data, err := files.ReadFile(e.File)
		if err != nil {
			t.Fatal(err)
		}
		var v any
		d := json.NewDecoder(bytes.NewReader(data))
		d.UseNumber()
		if err := d.Decode(&v); err != nil {
			t.Fatalf("%s: %v", e.File, err)
		}
		var canonical bytes.Buffer
		enc := json.NewEncoder(&canonical)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", " ")
		if err := enc.Encode(v); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(data, canonical.Bytes()) {
			t.Errorf("%s is not as Jupyter writes it", e.File)
		}
	}
}

// A committed notebook is valid in format 4.5, names this kernel, and holds the outputs of
// a run from the top.
func TestFormat(t *testing.T) {
	cellID := regexp.MustCompile(`^[a-zA-Z0-9_-]{1,64}$`)
	for _, e := range Index() {
		t.Run(e.File, func(t *testing.T) {
			data, err := files.ReadFile(e.File)
			if err != nil {
				t.Fatal(err)
			}
			var nb strictNotebook
			d := json.NewDecoder(bytes.NewReader(data))
			d.DisallowUnknownFields()
			if err := d.Decode(&nb); err != nil {
				t.Fatal(err)
			}
			if nb.Format != 4 || nb.Minor != 5 {
				t.Errorf("format %d.%d, want 4.5", nb.Format, nb.Minor)
			}
			if want := (kernelspec{"Go (schedtick)", "go", "schedtick"}); nb.Metadata.Kernelspec != want {
				t.Errorf("kernelspec %+v, want %+v", nb.Metadata.Kernelspec, want)
			}
			if want := (languageInfo{"go", ".go", "text/x-go", "go", "go", "1.26"}); nb.Metadata.LanguageInfo != want {
				t.Errorf("language_info %+v, want %+v", nb.Metadata.LanguageInfo, want)
			}
			seen, count := map[string]bool{}, 0
			for i, c := range nb.Cells {
				if !cellID.MatchString(c.ID) || seen[c.ID] {
					t.Errorf("cell %d: id %q is malformed or not unique", i+1, c.ID)
				}
				seen[c.ID] = true
				c.check(t)
				if c.Type == Code {
					count++
					if string(c.ExecutionCount) != fmt.Sprint(count) {
						t.Errorf("cell %s: execution_count %s, want %d: run all cells of a fresh kernel (make notebooks)", c.ID, c.ExecutionCount, count)
					}
				}
			}
		})
	}
}

// strictNotebook has the fields that a committed notebook may have, and no others.
type strictNotebook struct {
	Cells    []strictCell `json:"cells"`
	Metadata struct {
		Kernelspec   kernelspec   `json:"kernelspec"`
		LanguageInfo languageInfo `json:"language_info"`
	} `json:"metadata"`
	Format int `json:"nbformat"`
	Minor  int `json:"nbformat_minor"`
}

type kernelspec struct {
	DisplayName string `json:"display_name"`
	Language    string `json:"language"`
	Name        string `json:"name"`
}

type languageInfo struct {
	CodemirrorMode string `json:"codemirror_mode"`
	FileExtension  string `json:"file_extension"`
	Mimetype       string `json:"mimetype"`
	Name           string `json:"name"`
	PygmentsLexer  string `json:"pygments_lexer"`
	Version        string `json:"version"`
}

type strictCell struct {
	ID             string          `json:"id"`
	Type           CellType        `json:"cell_type"`
	ExecutionCount json.RawMessage `json:"execution_count"`
	Metadata       struct {
		Tags      []string `json:"tags"`
		Slideshow struct {
			SlideType string `json:"slide_type"`
		} `json:"slideshow"`
	} `json:"metadata"`
	Outputs json.RawMessage `json:"outputs"`
	Source  []string        `json:"source"`
}

// checkOutputs holds that a cell's outputs are what make notebooks leaves of them: a
// report without its HTML, which is long, differs in every run, and is made anew by
// whoever runs the cell. (JupyterLab saves it, and saves by itself.)
func (c strictCell) checkOutputs(t *testing.T) {
	t.Helper()
	var outputs []struct {
		Data     map[string]json.RawMessage `json:"data"`
		Metadata struct {
			Report struct {
				Schema string `json:"schema"`
			} `json:"schedtick"`
		} `json:"metadata"`
	}
	if err := json.Unmarshal(c.Outputs, &outputs); err != nil {
		t.Errorf("cell %s: outputs %s: %v", c.ID, c.Outputs, err)
	}
	for _, o := range outputs {
		if o.Data["text/html"] != nil && strings.HasPrefix(o.Metadata.Report.Schema, "schedtick.report/") {
			t.Errorf("cell %s: a report with its HTML (make notebooks)", c.ID)
		}
	}
}

// check reports what is wrong with one cell on disk.
func (c strictCell) check(t *testing.T) {
	t.Helper()
	switch c.Type {
	case Code:
		c.checkOutputs(t)
	case Markdown:
		if c.ExecutionCount != nil || c.Outputs != nil {
			t.Errorf("cell %s: a markdown cell with code fields", c.ID)
		}
	default:
		t.Errorf("cell %s: type %q", c.ID, c.Type)
	}
	switch c.Metadata.Slideshow.SlideType {
	case "slide", "subslide", "fragment", "-", "skip", "notes":
	default:
		t.Errorf("cell %s: slide type %q", c.ID, c.Metadata.Slideshow.SlideType)
	}
	if len(c.Source) == 0 {
		t.Errorf("cell %s is empty", c.ID)
	}
	for i, line := range c.Source {
		if ends, last := strings.HasSuffix(line, "\n"), i == len(c.Source)-1; ends == last || strings.Count(line, "\n") > 1 {
			t.Errorf("cell %s: source line %d is not one line: %q", c.ID, i+1, line)
		}
	}
}

// Each notebook says first what the reader will be able to do, explains after each code
// cell what to look at, and leads on to its neighbours.
func TestLesson(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#]+\.ipynb)\)`)
	entries := Index()
	for i, e := range entries {
		t.Run(e.File, func(t *testing.T) {
			nb := open(t, e.File)
			if first := nb.Cells[0]; first.Type != Markdown || !strings.Contains(first.Source, "**After this notebook you can**") {
				t.Errorf("cell %s does not say what the reader will be able to do", first.ID)
			}
			last := nb.Cells[len(nb.Cells)-1]
			if last.Type != Markdown {
				t.Fatalf("the last cell, %s, is code: nothing says what to look at", last.ID)
			}
			for _, near := range []int{i - 1, i + 1} {
				if near >= 0 && near < len(entries) && !strings.Contains(last.Source, "]("+entries[near].File+")") {
					t.Errorf("the last cell does not lead to %s", entries[near].File)
				}
			}
			code := 0
			for _, c := range nb.Cells {
				if c.Type == Code {
					code++
				}
				if _, answer, asked := strings.Cut(c.Source, "**Predict first:**"); asked && !strings.Contains(answer, "<details><summary>Answer</summary>\n\n") {
					t.Errorf("cell %s asks, and has no answer behind a disclosure", c.ID)
				}
				for _, m := range link.FindAllStringSubmatch(c.Source, -1) {
					if _, err := fs.Stat(files, m[1]); err != nil {
						t.Errorf("cell %s: broken link: %v", c.ID, err)
					}
				}
			}
			if summary := nb.Cells[len(nb.Cells)-2]; !strings.HasPrefix(summary.Source, "## 中文小结\n") {
				t.Errorf("cell %s stands where the Chinese summary should", summary.ID)
			}
			if !strings.HasPrefix(last.Source, "**Read on:** [") {
				t.Errorf("cell %s does not say what to read next", last.ID)
			}
			for _, want := range []string{"## Exercise", "**Predict first:**", "**Change something:**"} {
				if !slices.ContainsFunc(nb.Cells, func(c Cell) bool { return strings.Contains(c.Source, want) }) {
					t.Errorf("there is no %s", want)
				}
			}
			for _, tag := range []string{"exercise", "check"} {
				if !slices.ContainsFunc(nb.Cells, func(c Cell) bool { return c.HasTag(tag) }) {
					t.Errorf("no cell is tagged %s", tag)
				}
			}
			if code == 0 {
				t.Error("nothing to run")
			}
		})
	}
}
