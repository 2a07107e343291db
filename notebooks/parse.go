package notebooks

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Notebook is what it takes to run a notebook file: its cells, in order. Outputs,
// execution counts and other metadata are left out.
type Notebook struct {
	Language string // of its kernel, in lower case ("go"); empty if the file does not say
	Cells    []Cell
}

// CellType says how a client treats a cell. The format knows the three below.
type CellType string

// The cell types of notebook format 4.
const (
	Code     CellType = "code"
	Markdown CellType = "markdown"
	Raw      CellType = "raw"
)

// A Cell is one cell of a notebook.
type Cell struct {
	ID     string // unique in the notebook; empty in files older than format 4.5
	Type   CellType
	Source string   // as written, lines ended by "\n", no final newline added
	Tags   []string // from the cell's metadata, in file order; often empty
}

// RaisesException is the tag of a cell whose failure is intended: a client that runs all
// cells goes on after it.
const RaisesException = "raises-exception"

// HasTag reports whether the cell carries the tag.
func (c Cell) HasTag(tag string) bool { return slices.Contains(c.Tags, tag) }

// ErrFormat is wrapped by the errors of Parse for files that are valid JSON but no notebook
// in format 4.
var ErrFormat = errors.New("not a notebook in format 4")

// Parse reads a notebook file in the Jupyter format 4, any minor version. Unknown fields are
// ignored, so that files of later minor versions can be read. A byte order mark is allowed.
func Parse(data []byte) (Notebook, error) {
	var file fileNotebook
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if err := json.Unmarshal(data, &file); err != nil {
		return Notebook{}, fmt.Errorf("notebooks: parse: %w", err)
	}
	if file.Format != 4 {
		return Notebook{}, fmt.Errorf("notebooks: parse: nbformat is %d: %w", file.Format, ErrFormat)
	}
	if file.Cells == nil {
		return Notebook{}, fmt.Errorf("notebooks: parse: no cells: %w", ErrFormat)
	}
	nb := Notebook{Language: file.language(), Cells: make([]Cell, 0, len(file.Cells))}
	for i, c := range file.Cells {
		switch c.Type {
		case Code, Markdown, Raw:
		default:
			return Notebook{}, fmt.Errorf("notebooks: parse: cell %d: cell_type is %q: %w", i+1, c.Type, ErrFormat)
		}
		nb.Cells = append(nb.Cells, Cell{
			ID:     c.ID,
			Type:   c.Type,
			Source: string(c.Source),
			Tags:   c.Metadata.Tags,
		})
	}
	return nb, nil
}

// fileNotebook is the file as it stands on disk, as far as Parse reads it.
type fileNotebook struct {
	Format   int        `json:"nbformat"`
	Cells    []fileCell `json:"cells"`
	Metadata struct {
		LanguageInfo struct {
			Name string `json:"name"`
		} `json:"language_info"`
		Kernelspec struct {
			Language string `json:"language"`
		} `json:"kernelspec"`
	} `json:"metadata"`
}

type fileCell struct {
	ID       string    `json:"id"`
	Type     CellType  `json:"cell_type"`
	Source   multiline `json:"source"`
	Metadata struct {
		Tags []string `json:"tags"`
	} `json:"metadata"`
}

// language prefers what the kernel said about itself to what its kernelspec announced.
func (f *fileNotebook) language() string {
	if name := f.Metadata.LanguageInfo.Name; name != "" {
		return strings.ToLower(name)
	}
	return strings.ToLower(f.Metadata.Kernelspec.Language)
}

// multiline is the format's text: one string, or a list of strings to be joined as they are.
type multiline string

func (m *multiline) UnmarshalJSON(data []byte) error {
	var whole string
	if err := json.Unmarshal(data, &whole); err == nil {
		*m = multiline(whole)
		return nil
	}
	var lines []string
	if err := json.Unmarshal(data, &lines); err != nil {
		return fmt.Errorf("source is neither a string nor a list of strings: %w", err)
	}
	*m = multiline(strings.Join(lines, ""))
	return nil
}
