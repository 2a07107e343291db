package main

import (
	"fmt"
	"strings"
)

type stateFn func(*lexer) stateFn

type kind int

const (
	word kind = iota
	num
	end
)

func (k kind) String() string { return [...]string{"word", "num", "end"}[k] }

type token struct {
	kind
	text string
}

type lexer struct {
	in   string
	pos  int
	toks chan token
}

func start(l *lexer) stateFn {
	for l.pos < len(l.in) && l.in[l.pos] == ' ' {
		l.pos++
	}
	switch {
	case l.pos >= len(l.in):
		l.toks <- token{end, ""}
		return nil
	case l.in[l.pos] >= '0' && l.in[l.pos] <= '9':
		return run(num, "0123456789")
	}
	return run(word, "abcdefghijklmnopqrstuvwxyz")
}

func run(k kind, set string) stateFn {
	return func(l *lexer) stateFn {
		b := l.pos
		for l.pos < len(l.in) && strings.IndexByte(set, l.in[l.pos]) >= 0 {
			l.pos++
		}
		l.toks <- token{k, l.in[b:l.pos]}
		return start
	}
}

func main() {
	l := &lexer{in: "abc 123  d 4", toks: make(chan token, 2)}
	go func() {
		defer close(l.toks)
		for s := stateFn(start); s != nil; {
			s = s(l)
		}
	}()
	for t := range l.toks {
		fmt.Println(t.kind, t.text, t)
	}
}
