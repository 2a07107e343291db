package randprog

import (
	"encoding/json"
	"fmt"
	"strings"
)

// header imports what programs use.
func header() string {
	var b strings.Builder
	b.WriteString("import (\n")
	for _, i := range Imports {
		fmt.Fprintf(&b, "\t%q\n", i)
	}
	b.WriteString(")\n")
	return b.String()
}

// File is the program as one file. Each snippet is a function, whose output follows a line "== name".
func (p Program) File() string {
	var b strings.Builder
	b.WriteString("package main\n\n" + header() + uses + Prelude)
	for _, d := range p.Decls {
		b.WriteString(d + "\n\n")
	}
	for _, s := range p.Snippets {
		b.WriteString(s.function())
	}
	b.WriteString("func main() {\n")
	for _, s := range p.Snippets {
		fmt.Fprintf(&b, "\t%s()\n", s.Name)
	}
	b.WriteString("}\n")
	return b.String()
}

// function is the snippet as a function, which says its name first and recovers.
func (s Snippet) function() string {
	return fmt.Sprintf("func %s() {\nfmt.Println(\"\\n== %s\")\nsteps = 0\ndefer guard(%q)\n%s\n}\n\n", s.Name, s.Name, s.Name, strings.Join(s.Stmts, "\n"))
}

// Notebook is the program as a notebook: declarations in cells of up to per, then
// each snippet's function in a cell of its own, called in the next.
func (p Program) Notebook(per int) []byte {
	cells := []string{header() + uses + Prelude}
	for i := 0; i < len(p.Decls); i += per {
		cells = append(cells, strings.Join(p.Decls[i:min(i+per, len(p.Decls))], "\n\n"))
	}
	for i, s := range p.Snippets {
		if i%2 == 0 {
			cells = append(cells, s.function(), s.Name+"()")
		} else {
			cells = append(cells, s.function()+"\n"+s.Name+"()")
		}
	}
	return notebook(cells)
}

// notebook is a notebook of cells, which may fail.
func notebook(cells []string) []byte {
	type meta struct {
		Tags []string `json:"tags"`
	}
	type cell struct {
		Type     string   `json:"cell_type"`
		Metadata meta     `json:"metadata"`
		Source   string   `json:"source"`
		Outputs  []string `json:"outputs"`
		Count    *int     `json:"execution_count"`
	}
	var all []cell
	for _, c := range cells {
		all = append(all, cell{Type: "code", Metadata: meta{[]string{"raises-exception"}}, Source: c, Outputs: []string{}})
	}
	data, err := json.MarshalIndent(map[string]any{"cells": all, "metadata": map[string]any{}, "nbformat": 4, "nbformat_minor": 5}, "", " ")
	if err != nil {
		panic(err)
	}
	return data
}
