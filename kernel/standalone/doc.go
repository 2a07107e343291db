// Package standalone makes a program of its own out of a cell: package main, with
// what the cell uses of earlier cells, for the Go toolchain to build. Every line
// has its place in its cell by //line directives.
//
// # What stands where
//
// Each cell that contributes has a file of its own, since imports are a file's: one
// name may mean different packages in different cells. Declarations are copied as they were
// written. The cell's statements become the body of main, in text order; a variable
// that a function of the program sees too is declared at package level and assigned
// where its definition stands. Session variables are declared with their values as
// literals ([Program.Set]), which whoever has the values provides.
package standalone
