// Package stdlib holds the type information of the packages that a cell may
// import: the export data that the compiler wrote for them, embedded and
// compressed, read one package at a time. No Go toolchain is needed to use it.
//
// std.zip has all public packages of the standard library, extra.zip the
// packages outside it that are linked into the worker (gen/main.go lists them). Both are made for
// linux/amd64 and used everywhere: the export data of other systems differs
// in constants of syscall and os only, and a cell that names these is checked
// as on Linux.
package stdlib

//go:generate go run ./gen
