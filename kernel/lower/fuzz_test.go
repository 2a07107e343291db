package lower_test

import (
	"errors"
	"flag"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"schedtick/kernel/cell"
	"schedtick/kernel/engine"
	"schedtick/kernel/lower"
	"schedtick/kernel/session"
)

// FuzzLower checks and lowers programs of the corpus, each with one token exchanged for
// another of its kind: many of those still check. Whatever checks is lowered, or
// refused by name; what is lowered is Go, and the interpreter takes it. Nothing is run.
func FuzzLower(f *testing.F) {
	files, err := filepath.Glob("../corpus/testdata/consistency/*.go")
	if err != nil || len(files) == 0 {
		f.Fatalf("no corpus: %v", err)
	}
	for i, file := range files {
		if i%16 != 0 && flag.Lookup("test.fuzz").Value.String() == "" {
			continue // a sample where nobody searches
		}
		src, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(src), uint16(7*i), uint16(11*i))
	}
	f.Fuzz(func(t *testing.T, src string, at, with uint16) {
		src = exchange(src, int(at), int(with))
		c, err := cell.Parse(1, "cell[1]", src)
		if err != nil {
			return
		}
		u, err := session.New().Check(c)
		if err != nil {
			return
		}
		p, err := lower.New().Lower(u)
		var refused lower.Refusals
		switch {
		case errors.As(err, &refused):
			return
		case err != nil:
			t.Fatalf("%v\n%s", err, src)
		}
		if _, err := parser.ParseFile(token.NewFileSet(), "", "package main\n"+p.Decls, parser.SkipObjectResolution); err != nil {
			t.Fatalf("%v\n%s\n%s", err, src, p.Decls)
		}
		e, err := engine.New()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Load(p); err != nil {
			t.Fatalf("%v\n%s\n%s", err, src, p.Decls)
		}
	})
}

// exchange replaces a token of src by another of the same kind.
func exchange(src string, at, with int) string {
	type place struct {
		from, to int
		kind     int
	}
	fset := token.NewFileSet()
	file := fset.AddFile("", 1, len(src))
	var s scanner.Scanner
	s.Init(file, []byte(src), func(token.Position, string) {}, 0)
	var all []place
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			break
		}
		if lit == "" || lit == "\n" {
			lit = tok.String()
		}
		p := place{from: file.Offset(pos)}
		p.to = p.from + len(lit)
		switch {
		case tok == token.IDENT:
			p.kind = 1
		case tok.IsLiteral():
			p.kind = 2
		case tok >= token.ADD && tok <= token.AND_NOT, tok >= token.EQL && tok <= token.GTR, tok >= token.NEQ && tok <= token.GEQ, tok == token.LAND, tok == token.LOR:
			p.kind = 3
		case tok >= token.ADD_ASSIGN && tok <= token.AND_NOT_ASSIGN, tok == token.ASSIGN:
			p.kind = 4
		default:
			continue
		}
		if p.to <= len(src) && src[p.from:p.to] == lit {
			all = append(all, p)
		}
	}
	if len(all) == 0 {
		return src
	}
	old := all[at%len(all)]
	for i := range all {
		if p := all[(with+i)%len(all)]; p.kind == old.kind && src[p.from:p.to] != src[old.from:old.to] {
			return src[:old.from] + strings.Clone(src[p.from:p.to]) + src[old.to:]
		}
	}
	return src
}
