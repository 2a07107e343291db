package cell

import (
	"go/scanner"
	"go/token"
	"strings"
	"unicode/utf8"
)

// A Magic is a line that speaks to the kernel: "%name args" or, as the first
// line of a cell, "%%name args". It begins at the first column, outside of
// strings and comments, where no Go text can begin with a percent sign.
type Magic struct {
	Name string // without percent signs
	Args string // the rest of the line, trimmed
	Line int    // from 1
	Col  int    // of the percent sign, always 1
	// Whole is true for %%: the magic is given the rest of the cell.
	Whole bool
	// Body is the text after the line, for a Whole magic.
	Body string
}

// A lexeme is one token of a cell's text.
type lexeme struct {
	tok token.Token
	off int // where it begins
	end int // where it ends
	lit string
}

// auto reports whether the lexeme is a semicolon that a line's end stands for.
func (l lexeme) auto() bool { return l.tok == token.SEMICOLON && l.lit != ";" }

// scan splits the text into tokens (comments left out), finds its magic lines,
// and returns the text with these blanked out.
func scan(src string) (toks []lexeme, magics []Magic, text string) {
	text = src
	line := 1 // of the text before from
	for from := 0; ; {
		fset := token.NewFileSet()
		f := fset.AddFile("", 1, len(src)-from)
		var s scanner.Scanner
		s.Init(f, []byte(text[from:]), func(token.Position, string) {}, 0)
		var next int // where the text goes on behind a magic line
		for {
			pos, tok, lit := s.Scan()
			off := from + f.Offset(pos)
			if tok == token.REM || tok == token.REM_ASSIGN {
				if m, end, ok := magicAt(src, off, len(toks) == 0 && len(magics) == 0); ok {
					m.Line = line + f.Line(pos) - 1
					magics = append(magics, m)
					text = text[:off] + strings.Repeat(" ", end-off) + text[end:]
					line, next = m.Line, end
					break
				}
			}
			if tok == token.EOF {
				return toks, magics, text
			}
			end := off + len(lit)
			if lit == "" || tok.IsOperator() {
				end = off + len(tok.String())
			}
			if tok == token.SEMICOLON && lit != ";" {
				end = off
			}
			toks = append(toks, lexeme{tok, off, end, lit})
		}
		from = next
	}
}

// magicAt reads the magic line that begins at off, if there is one, and tells
// where it ends.
func magicAt(src string, off int, first bool) (m Magic, end int, ok bool) {
	if off > 0 && src[off-1] != '\n' {
		return Magic{}, 0, false
	}
	end = len(src)
	if i := strings.IndexByte(src[off:], '\n'); i >= 0 {
		end = off + i
	}
	rest := src[off+1 : end]
	if strings.HasPrefix(rest, "%") {
		if !first {
			return Magic{}, 0, false
		}
		m.Whole, rest = true, rest[1:]
		m.Body = strings.TrimPrefix(src[end:], "\n")
	}
	n := strings.IndexAny(rest, " \t\r")
	if n < 0 {
		n = len(rest)
	}
	m.Name, m.Args, m.Col = rest[:n], strings.TrimSpace(rest[n:]), 1
	r, _ := utf8.DecodeRuneInString(m.Name)
	return m, end, 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

// Magics finds the magic lines of a cell without parsing its Go.
func Magics(src string) []Magic {
	_, magics, _ := scan(src)
	return magics
}
