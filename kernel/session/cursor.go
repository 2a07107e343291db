package session

import (
	"go/ast"
	"go/scanner"
	"go/token"
	"strings"
	"unicode"
	"unicode/utf8"

	"schedtick/kernel/cell"
)

// byteOffset translates an offset in code points, as Jupyter counts, to bytes.
// It is kept within the text.
func byteOffset(src string, runes int) int {
	if runes <= 0 {
		return 0
	}
	for i := range src {
		if runes == 0 {
			return i
		}
		runes--
	}
	return len(src)
}

// wordStart is where the identifier begins that ends at off.
func wordStart(src string, off int) int {
	for off > 0 {
		r, n := utf8.DecodeLastRuneInString(src[:off])
		if !isWord(r) {
			break
		}
		off -= n
	}
	return off
}

// wordEnd is where the identifier ends that begins at or stretches over off.
func wordEnd(src string, off int) int {
	for off < len(src) {
		r, n := utf8.DecodeRuneInString(src[off:])
		if !isWord(r) {
			break
		}
		off += n
	}
	return off
}

func isWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// A surrounding says in which kind of text a place of a cell lies.
type surrounding uint8

const (
	inCode surrounding = iota
	inComment
	inString
	inImport // the path of an import
	inMagic
)

// surroundings finds what a byte offset lies in, and where that begins.
func surroundings(src string, off int) (surrounding, int) {
	for _, m := range cell.Magics(src) {
		start := lineOffset(src, m.Line)
		end := start + len(line(src, start))
		if off >= start && off <= end {
			return inMagic, start
		}
	}
	fset := token.NewFileSet()
	f := fset.AddFile("", 1, len(src))
	var s scanner.Scanner
	s.Init(f, []byte(src), func(token.Position, string) {}, scanner.ScanComments)
	imports, paren := false, false
	for {
		pos, tok, lit := s.Scan()
		start := f.Offset(pos)
		if tok == token.EOF || start >= off {
			return inCode, 0
		}
		end := start + len(lit)
		switch tok {
		case token.COMMENT:
			if off < end || off == end && strings.HasPrefix(lit, "//") {
				return inComment, start
			}
			continue
		case token.STRING, token.CHAR:
			closed := len(lit) > 1 && lit[len(lit)-1] == lit[0]
			if off < end || off == end && !closed {
				if imports && tok == token.STRING {
					return inImport, start
				}
				return inString, start
			}
		case token.IMPORT:
			imports = true
		case token.LPAREN:
			paren = imports
		case token.RPAREN:
			imports, paren = false, false
		case token.SEMICOLON:
			imports = imports && paren
		}
	}
}

// lineOffset is where a line (from 1) begins.
func lineOffset(src string, n int) int {
	off := 0
	for ; n > 1; n-- {
		i := strings.IndexByte(src[off:], '\n')
		if i < 0 {
			return len(src)
		}
		off += i + 1
	}
	return off
}

// line is the text from off to the end of its line.
func line(src string, off int) string {
	text, _, _ := strings.Cut(src[off:], "\n")
	return text
}

// path finds the way from a top-level item or import down to the node that f
// accepts, the item first. It is nil if there is none.
func path(c *cell.Cell, f func(ast.Node) bool) []ast.Node {
	var stack, found []ast.Node
	walk := func(root ast.Node) {
		ast.Inspect(root, func(n ast.Node) bool {
			if n == nil {
				stack = stack[:len(stack)-1]
				return true
			}
			if found != nil {
				return false
			}
			stack = append(stack, n)
			if f(n) {
				found = append([]ast.Node(nil), stack...)
			}
			return true
		})
		stack = nil
	}
	for _, it := range c.Items {
		if walk(it.Node()); found != nil {
			return found
		}
	}
	for _, spec := range c.Imports {
		if walk(spec); found != nil {
			return found
		}
	}
	return nil
}
