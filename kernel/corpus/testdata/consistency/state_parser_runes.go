package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A lexer by state functions over a channel, a parser by precedence, and an evaluator.

type kind int

const (
	eof kind = iota
	number
	ident
	op
	lparen
	rparen
	bad
)

var kindNames = [...]string{eof: "eof", number: "number", ident: "ident", op: "op", lparen: "(", rparen: ")", bad: "bad"}

func (k kind) String() string { return kindNames[k] }

type token struct {
	kind kind
	text string
	pos  int
}

type lexer struct {
	in         string
	start, pos int
	out        chan token
}

type stateFn func(*lexer) stateFn

func (l *lexer) next() rune {
	if l.pos >= len(l.in) {
		return -1
	}
	r, n := utf8.DecodeRuneInString(l.in[l.pos:])
	l.pos += n
	return r
}

func (l *lexer) peek() rune {
	p := l.pos
	defer func() { l.pos = p }()
	return l.next()
}

func (l *lexer) emit(k kind) {
	l.out <- token{k, l.in[l.start:l.pos], utf8.RuneCountInString(l.in[:l.start])}
	l.start = l.pos
}

func (l *lexer) while(f func(rune) bool) {
	for r := l.peek(); r >= 0 && f(r); r = l.peek() {
		l.next()
	}
}

func lexAny(l *lexer) stateFn {
	l.while(unicode.IsSpace)
	l.start = l.pos
	switch r := l.next(); {
	case r == -1:
		l.emit(eof)
		return nil
	case unicode.IsDigit(r):
		return lexNumber
	case unicode.IsLetter(r), r == '_':
		return lexIdent
	case r == '(':
		l.emit(lparen)
	case r == ')':
		l.emit(rparen)
	case strings.ContainsRune("+-*/^×÷", r):
		l.emit(op)
	default:
		l.emit(bad)
		return nil
	}
	return lexAny
}

func lexNumber(l *lexer) stateFn {
	l.while(func(r rune) bool { return unicode.IsDigit(r) || r == '.' })
	l.emit(number)
	return lexAny
}

func lexIdent(l *lexer) stateFn {
	l.while(func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' })
	l.emit(ident)
	return lexAny
}

func lex(s string) <-chan token {
	l := &lexer{in: s, out: make(chan token)}
	go func() {
		defer close(l.out)
		for st := stateFn(lexAny); st != nil; {
			st = st(l)
		}
	}()
	return l.out
}

type expr interface{ eval(env map[string]float64) float64 }

type (
	num    float64
	name   string
	binary struct {
		op   string
		l, r expr
	}
	neg struct{ expr }
)

type undefined string

func (u undefined) Error() string { return "undefined: " + string(u) }

func (n num) eval(map[string]float64) float64 { return float64(n) }
func (n name) eval(env map[string]float64) float64 {
	v, ok := env[string(n)]
	if !ok {
		panic(undefined(n))
	}
	return v
}
func (b *binary) eval(env map[string]float64) float64 {
	x, y := b.l.eval(env), b.r.eval(env)
	switch b.op {
	case "+":
		return x + y
	case "-":
		return x - y
	case "*", "×":
		return x * y
	case "^":
		r := 1.0
		for range int(y) {
			r *= x
		}
		return r
	}
	if y == 0 {
		panic(io.ErrUnexpectedEOF)
	}
	return x / y
}
func (n neg) eval(env map[string]float64) float64 { return -n.expr.eval(env) }
func (b *binary) String() string                  { return fmt.Sprintf("(%v %s %v)", b.l, b.op, b.r) }
func (n neg) String() string                      { return fmt.Sprintf("-%v", n.expr) }

type parser struct {
	toks <-chan token
	cur  token
}

type syntaxError struct {
	token
	want string
}

func (e *syntaxError) Error() string {
	return fmt.Sprintf("%d: %v %s, want %s", e.pos, e.kind, strconv.Quote(e.text), e.want)
}

func (p *parser) advance() token { t := p.cur; p.cur = <-p.toks; return t }

var prec = map[string]int{"+": 1, "-": 1, "*": 2, "/": 2, "×": 2, "÷": 2, "^": 3}

func (p *parser) expr(min int) expr {
	l := p.unary()
	for p.cur.kind == op && prec[p.cur.text] >= min {
		o := p.advance().text
		next := prec[o] + 1
		if o == "^" {
			next--
		}
		l = &binary{o, l, p.expr(next)}
	}
	return l
}

func (p *parser) unary() expr {
	switch t := p.advance(); t.kind {
	case number:
		f, err := strconv.ParseFloat(t.text, 64)
		if err != nil {
			panic(&syntaxError{t, err.Error()})
		}
		return num(f)
	case ident:
		return name(t.text)
	case op:
		if t.text == "-" {
			return neg{p.unary()}
		}
		panic(&syntaxError{t, "an operand"})
	case lparen:
		e := p.expr(1)
		if t := p.advance(); t.kind != rparen {
			panic(&syntaxError{t, ")"})
		}
		return e
	default:
		panic(&syntaxError{t, "an operand"})
	}
}

func calc(s string, env map[string]float64) (v float64, tree string, err error) {
	p := &parser{toks: lex(s)}
	defer func() {
		for range p.toks {
		}
		switch r := recover().(type) {
		case nil:
		case error:
			err = fmt.Errorf("%s: %w", s, r)
		default:
			panic(r)
		}
	}()
	p.advance()
	e := p.expr(1)
	if p.cur.kind != eof {
		panic(&syntaxError{p.cur, "the end"})
	}
	return e.eval(env), fmt.Sprint(e), nil
}

func main() {
	env := map[string]float64{"π": 3, "x_1": 2}
	for _, s := range []string{"1 + 2*3", "2^3^2", "-(1-2)×π", "x_1 / (1 - 1)", "y+1", "(1+2", "1.2.3", "4 $ 2", "1 2", "", "8 - 3 - 2"} {
		v, tree, err := calc(s, env)
		var se *syntaxError
		var u undefined
		fmt.Println(v, tree, err, errors.As(err, &se), errors.As(err, &u), errors.Is(err, io.ErrUnexpectedEOF))
	}
	for t := range lex("é+(日 7)") {
		fmt.Printf("%v%+v ", t.kind, t)
	}
	fmt.Println()
}
