package cell

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"
)

// An Error is one message of the compiler about a place in a cell.
type Error struct {
	Cell   int    // execution count
	Name   string // "cell[7]"
	Line   int    // from 1
	Col    int    // from 1, bytes
	Msg    string // the compiler's wording; may have several lines
	Hint   string // what to do about it, where that is known
	Source string // the source line
}

// Error is the message with its place, on one line where the message is.
func (e *Error) Error() string {
	s := e.Place() + ": " + e.Msg
	if e.Hint != "" {
		s += " (" + e.Hint + ")"
	}
	return s
}

// Place is "cell[7]:3:12".
func (e *Error) Place() string {
	return e.Name + ":" + strconv.Itoa(e.Line) + ":" + strconv.Itoa(e.Col)
}

// Caret is the source line and, below it, a caret under the column; "" when
// there is no source line to show.
func (e *Error) Caret() string {
	if strings.TrimSpace(e.Source) == "" {
		return ""
	}
	var pad strings.Builder
	for i, r := range e.Source {
		if i >= e.Col-1 {
			break
		}
		switch {
		case r == '\t':
			pad.WriteByte('\t')
		case wide(r):
			pad.WriteString("  ")
		default:
			pad.WriteByte(' ')
		}
	}
	return e.Source + "\n" + pad.String() + "^"
}

// wide reports whether a terminal gives the rune two columns (the blocks that
// matter in practice: CJK, Hangul, fullwidth forms, emoji).
func wide(r rune) bool {
	return r >= 0x1100 && r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 ||
		r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 ||
		r >= 0x1f300 && r <= 0x1faff || r >= 0x20000 && r <= 0x3fffd
}

// An ErrorList is all that the compiler has to say about a cell, sorted by
// place, without duplicates. It is never empty when used as an error.
type ErrorList []*Error

// Error joins the messages, one a line.
func (l ErrorList) Error() string {
	var b strings.Builder
	for i, e := range l {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(e.Error())
	}
	return b.String()
}

// Detail is like Error with each message followed by its source line and caret.
func (l ErrorList) Detail() string {
	var b strings.Builder
	for i, e := range l {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(e.Error())
		if caret := e.Caret(); caret != "" {
			b.WriteString("\n    " + strings.ReplaceAll(caret, "\n", "\n    "))
		}
	}
	return b.String()
}

// Errors is the list that err is or wraps; nil for another error or none.
func Errors(err error) ErrorList {
	var l ErrorList
	errors.As(err, &l)
	return l
}

// mostPerLine is how many messages about one line are kept: each is shown with that
// line, and what is not Go at all can have as many as bytes.
const mostPerLine = 10

// Err is the list, sorted, without duplicates and without what is too much for one
// line, as an error; nil if it is empty.
func (l ErrorList) Err() error {
	if len(l) == 0 {
		return nil
	}
	slices.SortStableFunc(l, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col), cmp.Compare(a.Msg, b.Msg))
	})
	l = slices.CompactFunc(l, func(a, b *Error) bool {
		return a.Line == b.Line && a.Col == b.Col && a.Msg == b.Msg
	})
	n, line := 0, 0
	return slices.DeleteFunc(l, func(e *Error) bool {
		if e.Line != line {
			n, line = 0, e.Line
		}
		n++
		return n > mostPerLine
	})
}

// NewError makes an error about a byte offset of the cell.
func (c *Cell) NewError(off int, msg string) *Error {
	p := c.PositionAt(off)
	return &Error{Cell: c.ID, Name: c.Name, Line: p.Line, Col: p.Column, Msg: msg, Source: c.Line(p.Line)}
}
