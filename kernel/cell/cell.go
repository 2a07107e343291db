package cell

import (
	"go/ast"
	"go/token"
	"sort"
)

// A Cell is the parsed text of one cell. It is not changed after Parse, except
// that a checker may rename identifiers while it works.
type Cell struct {
	ID   int    // execution count, from 1; 0 for text that is only being typed
	Name string // how positions name the cell: "cell[7]", or a file's name
	Src  string // the text as the user wrote it

	// Text is Src with its magic lines blanked out, byte for byte as long.
	Text string
	// Magics are the lines that begin with % or %%, in text order.
	Magics []Magic

	Fset  *token.FileSet
	Items []Item // in text order; without imports
	// Imports are the import specs of the cell in text order.
	Imports []*ast.ImportSpec
	// File is the syntax of a cell that begins with a package clause, or nil.
	// Its declarations are in Items too.
	File *ast.File
	// Trailing is true when the last statement is an expression that no
	// semicolon follows: its value is the value of the cell.
	Trailing bool
	// Comments are all comments of the cell in text order.
	Comments []*ast.CommentGroup

	parts []part
	lines []int // offsets at which the lines of Src begin
}

// An Item is one top-level declaration or statement. Exactly one field is set.
// Top-level var declarations are statements: they run in text order.
type Item struct {
	Decl ast.Decl // function, method, type or const declaration
	Stmt ast.Stmt
}

// Pos is where the item begins.
func (it Item) Pos() token.Pos { return it.Node().Pos() }

// Node is the item's syntax.
func (it Item) Node() ast.Node {
	if it.Decl != nil {
		return it.Decl
	}
	return it.Stmt
}

// A part maps a file of the file set to the stretch of the cell it was made from.
type part struct {
	file   *token.File
	prefix int // bytes of the file before the cell's text
	start  int // offset in the cell
	end    int
}

// Offset translates a position of the cell's syntax to a byte offset in Src,
// or -1 for a position that is not the cell's.
func (c *Cell) Offset(pos token.Pos) int {
	i := sort.Search(len(c.parts), func(i int) bool {
		f := c.parts[i].file
		return f.Base()+f.Size() >= int(pos)
	})
	if !pos.IsValid() || i == len(c.parts) || int(pos) < c.parts[i].file.Base() {
		return -1
	}
	return c.parts[i].offset(int(pos) - c.parts[i].file.Base())
}

// offset translates an offset in the part's file to one in the cell. What was
// added around the text belongs to the text's ends.
func (p part) offset(off int) int {
	return min(max(off-p.prefix+p.start, p.start), p.end)
}

// Position translates a position of the cell's syntax to the line and column
// (bytes, from 1) of the text as the user wrote it; //line comments in the
// cell have no say.
func (c *Cell) Position(pos token.Pos) token.Position {
	off := c.Offset(pos)
	if off < 0 {
		return token.Position{Filename: c.Name}
	}
	return c.PositionAt(off)
}

// PositionAt is the position of a byte offset in Src.
func (c *Cell) PositionAt(off int) token.Position {
	off = min(max(off, 0), len(c.Src))
	i := sort.Search(len(c.lines), func(i int) bool { return c.lines[i] > off }) - 1
	return token.Position{Filename: c.Name, Offset: off, Line: i + 1, Column: off - c.lines[i] + 1}
}

// Line is the text of a line (from 1) without its end, "" if there is no such line.
func (c *Cell) Line(n int) string {
	if n < 1 || n > len(c.lines) {
		return ""
	}
	start, end := c.lines[n-1], len(c.Src)
	if n < len(c.lines) {
		end = c.lines[n] - 1
	}
	if end > start && c.Src[end-1] == '\r' {
		end--
	}
	return c.Src[start:end]
}

// Slice is the source text of a node.
func (c *Cell) Slice(n ast.Node) string {
	from, to := c.Offset(n.Pos()), c.Offset(n.End())
	if from < 0 || to < from {
		return ""
	}
	return c.Src[from:to]
}

func lineStarts(src string) []int {
	lines := []int{0}
	for i := range len(src) {
		if src[i] == '\n' {
			lines = append(lines, i+1)
		}
	}
	return lines
}
