package cell

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/version"
	"strings"
)

const mode = parser.ParseComments | parser.SkipObjectResolution

// What surrounds a piece so that Go's parser takes it as a file.
const (
	declPrefix = "package main;"
	stmtPrefix = "package main;func _(){"
	stmtSuffix = "\n}"
)

// Parse parses a cell. name is how positions name it. The error, an ErrorList,
// holds all syntax errors; the cell is never nil and holds what could be parsed.
func Parse(id int, name, src string) (*Cell, error) {
	c := &Cell{ID: id, Name: name, Src: src, Fset: token.NewFileSet(), lines: lineStarts(src)}
	var toks []lexeme
	toks, c.Magics, c.Text = scan(src)
	p := &cellParser{c: c}
	if len(toks) > 0 && toks[0].tok == token.PACKAGE {
		p.file()
		return c, p.errs.Err()
	}
	pieces, stray := split(c.Text, toks)
	for _, pc := range pieces {
		if pc.decl {
			p.decl(pc)
		} else {
			p.stmts(pc)
		}
	}
	p.stray(stray)
	if n := len(c.Items); n > 0 && len(pieces) > 0 {
		for i := n - 1; i >= 0; i-- {
			if s := c.Items[i].Stmt; s != nil {
				_, expr := s.(*ast.ExprStmt)
				c.Trailing = expr && !p.semi
				break
			}
		}
	}
	return c, p.errs.Err()
}

// Text is a cell that is not Go: it has lines, and nothing else.
func Text(id int, name, src string) *Cell {
	return &Cell{ID: id, Name: name, Src: src, Text: src, Fset: token.NewFileSet(), lines: lineStarts(src)}
}

type cellParser struct {
	c    *Cell
	errs ErrorList
	semi bool // the last run of statements ends with a written semicolon
}

// stray reports the closing brackets that nothing opened, unless the parser has met them.
func (p *cellParser) stray(toks []lexeme) {
	type place struct{ line, col int }
	told := make(map[place]bool, len(p.errs))
	for _, e := range p.errs {
		told[place{e.Line, e.Col}] = true
	}
	for _, t := range toks {
		e := p.c.NewError(t.off, "expected statement, found '"+t.tok.String()+"'")
		if !told[place{e.Line, e.Col}] {
			p.errs = append(p.errs, e)
		}
	}
}

// parse parses one piece between prefix and suffix.
func (p *cellParser) parse(start, end int, prefix, suffix string) *ast.File {
	c := p.c
	text := prefix + c.Text[start:end] + suffix
	f, err := parser.ParseFile(c.Fset, c.Name, text, mode)
	if f == nil {
		return &ast.File{}
	}
	file := c.Fset.File(f.FileStart)
	pt := part{file: file, prefix: len(prefix), start: start, end: end}
	c.parts = append(c.parts, pt)
	at := c.PositionAt(start)
	file.AddLineColumnInfo(len(prefix), c.Name, at.Line, at.Column)
	c.Comments = append(c.Comments, f.Comments...)
	var list scanner.ErrorList
	if errors.As(err, &list) {
		for i, e := range list {
			if i > 0 && e.Pos.Offset >= pt.prefix+end-start {
				continue // the end of the piece, met while recovering
			}
			p.errs = append(p.errs, c.NewError(pt.offset(e.Pos.Offset), p.reword(e, pt)))
			if unterminated(e.Msg) {
				break // what follows was read as part of the literal
			}
		}
	} else if err != nil {
		p.errs = append(p.errs, c.NewError(start, err.Error()))
	}
	return f
}

// reword names what stands behind the piece, where the parser was surprised by
// the end that it was given.
func (p *cellParser) reword(e *scanner.Error, pt part) string {
	if e.Pos.Offset < pt.prefix+pt.end-pt.start {
		return e.Msg
	}
	next := "'EOF'"
	if pt.end < len(p.c.Text) { // a closing bracket that nothing opened
		next = "'" + p.c.Text[pt.end:pt.end+1] + "'"
	}
	return strings.Replace(e.Msg, "found '}'", "found "+next, 1)
}

// unterminated reports whether the message is about a literal or comment that
// goes on to the end of the text.
func unterminated(msg string) bool {
	return msg == "raw string literal not terminated" || msg == "comment not terminated"
}

func (p *cellParser) file() {
	f := p.parse(0, len(p.c.Text), "", "")
	p.c.File = f
	if f.Name != nil && f.Name.Name != "main" && f.Name.Name != "_" && f.Name.Name != "" {
		p.errs = append(p.errs, p.c.NewError(p.c.Offset(f.Name.Pos()), "package "+f.Name.Name+": a cell is package main"))
	}
	// Loops had one variable for all iterations then, which no cell has.
	if f.Name != nil && f.GoVersion != "" && version.Compare(f.GoVersion, "go1.22") < 0 {
		p.errs = append(p.errs, p.c.NewError(p.c.Offset(f.Name.Pos()), "//go:build asks for the language of "+f.GoVersion+": a cell is Go 1.26"))
	}
	p.c.Imports = f.Imports
	for _, d := range f.Decls {
		p.add(d)
	}
}

func (p *cellParser) decl(pc piece) {
	f := p.parse(pc.start, pc.end, declPrefix, "")
	p.c.Imports = append(p.c.Imports, f.Imports...)
	for _, d := range f.Decls {
		p.add(d)
	}
}

func (p *cellParser) add(d ast.Decl) {
	switch d := d.(type) {
	case *ast.BadDecl:
		return
	case *ast.GenDecl:
		switch d.Tok {
		case token.IMPORT:
			return
		case token.VAR:
			p.c.Items = append(p.c.Items, Item{Stmt: &ast.DeclStmt{Decl: d}})
			return
		}
	}
	p.c.Items = append(p.c.Items, Item{Decl: d})
}

func (p *cellParser) stmts(pc piece) {
	f := p.parse(pc.start, pc.end, stmtPrefix, stmtSuffix)
	p.semi = pc.semi
	if len(f.Decls) == 0 {
		return
	}
	fn, ok := f.Decls[0].(*ast.FuncDecl)
	if !ok || fn.Body == nil {
		return
	}
	for _, s := range fn.Body.List {
		switch s := s.(type) {
		case *ast.EmptyStmt, *ast.BadStmt:
			continue
		case *ast.DeclStmt:
			// A type or const that follows a label's line or the like.
			if d, ok := s.Decl.(*ast.GenDecl); ok && d.Tok != token.VAR {
				p.add(d)
				continue
			}
		}
		p.c.Items = append(p.c.Items, Item{Stmt: s})
	}
}
