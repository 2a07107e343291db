// Package randprog makes random Go programs that end, are the same for the same seed,
// and print what they evaluate and when. What an interpreter prints for one and what the
// compiled program prints can be compared snippet by snippet.
//
// Types are generated first, then global variables, generic and other functions, then
// the snippets. Expressions have a wanted type and change nothing but the trace, since
// Go leaves open when a variable is read beside a call that changes it; statements may
// change everything in scope. What Go leaves open besides (which of an index out of
// range and a call in one expression comes first, the order of a map) is avoided.
//
// A few snippets do not compile, which is cheaper than to know all of Go's rules here:
// whoever runs them leaves those out that the compiler names.
package randprog
