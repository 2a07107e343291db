package cell

import (
	"go/token"
	"strings"
)

// A Status says whether a cell can be run as it stands.
type Status uint8

// The statuses of a cell, by their names in the Jupyter protocol.
const (
	Complete   Status = iota // it parses
	Incomplete               // more lines may make it parse
	Invalid                  // no further line can
	Unknown                  // nobody can tell: a magic is to decide
)

// String is the status as Jupyter writes it.
func (s Status) String() string {
	return [...]string{"complete", "incomplete", "invalid", "unknown"}[s]
}

// IsComplete tells whether a cell can be run or wants another line, and for
// one that does, what that line should be indented with.
func IsComplete(src string) (Status, string) {
	if strings.TrimSpace(src) == "" {
		return Complete, ""
	}
	c, err := Parse(0, "", src)
	if len(c.Magics) > 0 && c.Magics[0].Whole {
		// What the magic makes of its body is its own affair: a body that is Go is
		// judged as Go, another is ended by an empty line.
		if strings.HasSuffix(src, "\n") || err == nil && strings.TrimSpace(c.Magics[0].Body) != "" {
			return Complete, ""
		}
		return Incomplete, ""
	}
	toks, _, _ := scan(src)
	for len(toks) > 0 && toks[len(toks)-1].auto() {
		toks = toks[:len(toks)-1]
	}
	if err == nil {
		if n := len(toks); n > 0 && toks[n-1].tok == token.COLON {
			return Incomplete, "" // a label without its statement
		}
		return Complete, ""
	}
	end := 0
	if n := len(toks); n > 0 {
		end = toks[n-1].end
	}
	errs := Errors(err)
	first := errs[0]
	for _, e := range errs {
		if unterminated(e.Msg) {
			return Incomplete, ""
		}
		switch e.Msg {
		case "string literal not terminated", "rune literal not terminated", "escape sequence not terminated":
			return Invalid, ""
		}
	}
	open := opened(toks)
	if n := len(toks); n > 0 && toks[n-1].tok == token.COMMA && first.Msg == "expected 1 expression" {
		return Incomplete, indent(src, toks, open) // "a,": the left side goes on
	}
	if c.offsetOf(first) < end || len(open) == 0 && strings.Contains(first.Msg, "newline") || headless(toks) {
		return Invalid, ""
	}
	return Incomplete, indent(src, toks, open)
}

// offsetOf is the byte offset of an error's place.
func (c *Cell) offsetOf(e *Error) int { return c.lines[e.Line-1] + e.Col - 1 }

// wantsOperand reports whether an expression cannot end with the token.
func wantsOperand(tok token.Token) bool {
	switch tok {
	case token.RPAREN, token.RBRACK, token.RBRACE, token.LPAREN, token.LBRACK, token.LBRACE,
		token.SEMICOLON, token.COLON, token.INC, token.DEC, token.ELLIPSIS:
		return false
	}
	return tok.IsOperator()
}

// headless reports whether the text ends in the header of an if, for, switch
// or select statement: its brace must stand on the same line, so no further
// line can help.
func headless(toks []lexeme) bool {
	if n := len(toks); n == 0 || wantsOperand(toks[n-1].tok) {
		return false
	}
	depth := 0
	for i := len(toks) - 1; i >= 0; i-- {
		switch t := toks[i]; t.tok {
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth++
		case token.LPAREN, token.LBRACK, token.LBRACE:
			if depth == 0 || depth == 1 && t.tok == token.LBRACE {
				return false
			}
			depth--
		case token.SEMICOLON:
			if depth == 0 && t.auto() {
				return false
			}
		case token.IF, token.FOR, token.SWITCH, token.SELECT:
			if depth == 0 {
				return true
			}
		}
	}
	return false
}

// opened are the indexes of the brackets that nothing closes, outermost first.
func opened(toks []lexeme) []int {
	var open []int
	for i, t := range toks {
		switch t.tok {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			open = append(open, i)
		case token.RPAREN, token.RBRACK, token.RBRACE:
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		}
	}
	return open
}

// indent is what gofmt would put in front of the next line: one step for each
// line that opened brackets, one more after an operator that wants its operand.
func indent(src string, toks []lexeme, open []int) string {
	steps, line := 0, -1
	for _, i := range open {
		if l := strings.Count(src[:toks[i].off], "\n"); l != line {
			steps, line = steps+1, l
		}
	}
	switch last := len(toks) - 1; {
	case last < 0:
	case len(open) > 0 && open[len(open)-1] == last:
		if switches(toks, last) {
			steps-- // its cases stand below the keyword
		}
	case toks[last].tok == token.COMMA && len(open) > 0:
	case wantsOperand(toks[last].tok):
		steps++
	}
	return strings.Repeat(indentUnit(src), steps)
}

// switches reports whether the opening brace at index i is the one of a switch
// or select statement.
func switches(toks []lexeme, i int) bool {
	if toks[i].tok != token.LBRACE {
		return false
	}
	depth := 0
	for i--; i >= 0; i-- {
		switch toks[i].tok {
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth++
		case token.LPAREN, token.LBRACK, token.LBRACE:
			if depth--; depth < 0 {
				return false
			}
		case token.SWITCH, token.SELECT:
			if depth == 0 {
				return true
			}
		case token.SEMICOLON:
			if depth == 0 && toks[i].auto() {
				return false
			}
		}
	}
	return false
}

// indentUnit is what the text indents with: a tab, unless it uses spaces.
func indentUnit(src string) string {
	for line := range strings.Lines(src) {
		body := strings.TrimLeft(line, " ")
		if n := len(line) - len(body); n > 1 && strings.TrimSpace(body) != "" {
			return strings.Repeat(" ", n)
		}
		if strings.HasPrefix(line, "\t") {
			break
		}
	}
	return "\t"
}
