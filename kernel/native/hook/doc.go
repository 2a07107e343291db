// Package hook is what a native cell is built with: the operations of a cell that go
// through kernel/rt, which it reaches through variables that the worker fills.
//
// It is built by the user's go command beside the cell, from the copy of its source that
// kernel/native carries, and is not linked into schedtick. So it knows the standard
// library alone, and the types that cross are those of the standard library. All
// cells of a worker share one copy of it, as they share each other's packages.
//
// Where an operation can go on at once it does so here, at the speed of compiled
// code; only one that has to wait asks kernel/rt, which knows who waits for what and
// can end it.
package hook
