// Package native writes the Go that a native cell is built from: a package of its
// own, which the packages of later cells import.
//
// # What the package of a cell looks like
//
// It is called main, so that a type of a cell is main.T to its reader, and has a path
// of its own, schedtick.cell/c7. The text is the cell's, with line directives, and with
// as few changes as its life among other packages asks for:
//
//   - functions, variables, constants and unexported methods get names with a mark before
//     them, which makes them exported; types keep theirs, since it is seen, and have an
//     exported alias;
//   - unexported fields of other cells' structs are reached through functions of those
//     cells, which the compiler inlines;
//   - statements become one function, the variables that they define package variables;
//   - unless the cell is raw, operations that may wait, go statements and heads of loops go
//     through package hook, so that kernel/rt knows who waits for what and can stop
//     one cell and leave the others alone.
//
// # Where to read
//
//	native    the session's packages; what a cell becomes
//	file      its text, part by part
//	names     what names become; types as text
//	fields    unexported fields of other cells
//	ops       operations that go through package hook
//	edit      changes to a text that keep its lines
package native
