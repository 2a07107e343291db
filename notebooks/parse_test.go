package notebooks

import (
	"errors"
	"io/fs"
	"reflect"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	tests := []struct {
		name string
		file string
		want Notebook
	}{
		{
			name: "lines and a string",
			file: `{"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "Go"}}, "cells": [
				{"id": "a", "cell_type": "markdown", "metadata": {}, "source": "# one\n\ntwo"},
				{"id": "b", "cell_type": "code", "metadata": {"tags": ["x", "raises-exception"]}, "source": ["x := 1\n", "x"], "outputs": []}]}`,
			want: Notebook{Language: "go", Cells: []Cell{
				{ID: "a", Type: Markdown, Source: "# one\n\ntwo"},
				{ID: "b", Type: Code, Source: "x := 1\nx", Tags: []string{"x", RaisesException}},
			}},
		},
		{
			name: "before 4.5: no ids, language from the kernelspec",
			file: `{"nbformat": 4, "nbformat_minor": 2, "metadata": {"kernelspec": {"language": "python"}}, "cells": [
				{"cell_type": "raw", "source": []}]}`,
			want: Notebook{Language: "python", Cells: []Cell{{Type: Raw}}},
		},
		{
			name: "byte order mark, no cells, unknown fields",
			file: "\uFEFF" + `{"nbformat": 4, "nbformat_minor": 9, "cells": [], "later": true}`,
			want: Notebook{Cells: []Cell{}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Parse([]byte(tt.file))
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got  %+v\nwant %+v", got, tt.want)
			}
		})
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct {
		name   string
		file   string
		format bool // the error wraps ErrFormat
		text   string
	}{
		{"empty", ``, false, "unexpected end of JSON input"},
		{"format 3", `{"nbformat": 3, "worksheets": []}`, true, "nbformat is 3"},
		{"other JSON", `{"cells": []}`, true, "nbformat is 0"},
		{"no cells", `{"nbformat": 4}`, true, "no cells"},
		{"cell type", `{"nbformat": 4, "cells": [{"cell_type": "code", "source": ""}, {"cell_type": "heading", "source": ""}]}`, true, `cell 2: cell_type is "heading"`},
		{"source", `{"nbformat": 4, "cells": [{"cell_type": "code", "source": 7}]}`, false, "neither a string nor a list"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			nb, err := Parse([]byte(tt.file))
			if err == nil {
				t.Fatalf("no error, got %+v", nb)
			}
			if errors.Is(err, ErrFormat) != tt.format {
				t.Errorf("errors.Is(%v, ErrFormat) = %v", err, !tt.format)
			}
			if !strings.HasPrefix(err.Error(), "notebooks: parse: ") || !strings.Contains(err.Error(), tt.text) {
				t.Errorf("error is %q, want it to say %q", err, tt.text)
			}
		})
	}
}

func TestOpenUnknown(t *testing.T) {
	if _, err := Open("08-none.ipynb"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error is %v, want fs.ErrNotExist", err)
	}
}

func FuzzParse(f *testing.F) {
	// Small seeds: the engine would spend its time on making whole notebooks smaller.
	f.Add([]byte(`{"nbformat": 4, "cells": [], "metadata": {"language_info": {"name": "go"}, "kernelspec": {"language": "go"}}}`))
	f.Add([]byte(`{"nbformat": 4, "cells": [{"id": "a", "cell_type": "markdown", "source": "b"}, {"cell_type": "raw", "source": null}]}`))
	f.Add([]byte(`{"nbformat": 4, "cells": [{"cell_type": "code", "source": ["a", "b"], "metadata": {"tags": [""]}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		nb, err := Parse(data)
		if err != nil {
			return
		}
		for _, c := range nb.Cells {
			switch c.Type {
			case Code, Markdown, Raw:
			default:
				t.Errorf("accepted a cell of type %q", c.Type)
			}
		}
	})
}
