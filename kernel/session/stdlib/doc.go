// Package stdlib holds the type information of the packages that a cell may
// import: the export data that the compiler wrote for them, embedded and
// compressed, read one package at a time. No Go toolchain is needed to use it.
//
// std.zip has all public packages of the standard library, extra.zip the
// packages outside it that are linked into the worker (gen/main.go lists them);
// docs.zip and extradocs.zip have their documentation. All are made for
// linux/amd64 and used everywhere: what other systems have differs in syscall
// and corners of os and net only, and a cell that names these is checked as on
// Linux.
//
// When the toolchain changes, or what a package of extra.zip exports:
//
//	go generate ./kernel/session/stdlib
//
// A test of gen tells.
package stdlib

//go:generate go run ./gen
