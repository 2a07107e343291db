// Package cell turns the text of one cell into syntax: magics, imports,
// declarations and statements in any order, or a whole package main file.
//
// It knows no types and no session. Every position it gives is a line and a
// column of the cell as the user wrote it, and the messages of its syntax
// errors are the ones of Go's own parser.
package cell
