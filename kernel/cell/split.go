package cell

import (
	"go/token"
	"strings"
)

// A piece is a stretch of a cell that is parsed on its own: one declaration,
// or a run of statements. Its text begins where the piece before it ended, so
// a declaration keeps its doc comment.
type piece struct {
	decl       bool
	start, end int
	semi       bool // the last token is a semicolon that the user wrote
}

// split cuts the tokens of a cell at its top level. stray are the offsets of
// closing brackets that nothing opened; they are in no piece's text.
func split(text string, toks []lexeme) (pieces []piece, stray []lexeme) {
	start := 0  // of the current piece
	begin := -1 // index of its first token, -1 if there is none yet
	decl := false
	depth := 0
	cut := func(end int, semi bool) {
		if begin >= 0 {
			pieces = append(pieces, piece{decl, start, end, semi})
		}
		start, begin = end, -1
	}
	statement := true // at the start of a statement or declaration
	for i, t := range toks {
		if statement && depth == 0 && t.tok != token.SEMICOLON {
			d := declares(toks[i:])
			if begin >= 0 && (d || decl) {
				last := toks[i-1]
				cut(lineEnd(text, last), last.tok == token.SEMICOLON && !last.auto())
			}
			if begin < 0 {
				begin, decl = i, d
			}
		}
		statement = false
		switch t.tok {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			if depth > 0 {
				depth--
				break
			}
			stray = append(stray, t)
			cut(t.off, false)
			start = t.end
			statement = true
		case token.SEMICOLON:
			statement = depth == 0
		}
	}
	n := len(toks)
	if n == 0 && strings.TrimSpace(text) != "" {
		begin = 0 // comments only: one may be unterminated
	}
	cut(len(text), n > 0 && toks[n-1].tok == token.SEMICOLON && !toks[n-1].auto())
	return pieces, stray
}

// lineEnd is where a piece that ends with the token t ends: behind a comment
// on the same line, so that it does not become the next declaration's doc.
func lineEnd(text string, t lexeme) int {
	i := t.end
	for i < len(text) && (text[i] == ' ' || text[i] == '\t') {
		i++
	}
	if i+1 < len(text) && text[i] == '/' && text[i+1] == '/' {
		for i < len(text) && text[i] != '\n' {
			i++
		}
		return i
	}
	return t.end
}

// declares reports whether the tokens begin a package-level declaration, other
// than of variables: these are statements.
func declares(toks []lexeme) bool {
	switch toks[0].tok {
	case token.IMPORT, token.TYPE, token.CONST:
		return true
	case token.FUNC:
		if len(toks) < 2 {
			return true
		}
		if toks[1].tok != token.LPAREN {
			return true // a function's name, or an error to be told as one
		}
		// A method has a name and a parameter list behind its receiver; a
		// function literal has its result type or body there.
		i := closing(toks, 1)
		if i < 0 || i+2 >= len(toks) || toks[i+1].tok != token.IDENT {
			return false
		}
		i += 2
		if toks[i].tok == token.LBRACK {
			if i = closing(toks, i) + 1; i <= 0 || i >= len(toks) {
				return false
			}
		}
		return toks[i].tok == token.LPAREN
	}
	return false
}

// closing is the index of the bracket that closes the one at index i, or -1.
func closing(toks []lexeme, i int) int {
	depth := 0
	for ; i < len(toks); i++ {
		switch toks[i].tok {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}
