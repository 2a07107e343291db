// Package history keeps what was typed, across restarts and for several kernels
// at a time.
//
// A [Store] keeps the inputs of its own session in memory and writes them, off
// the caller's path, to a database file that all kernels of a user share. The
// file is open only for the moment of a read or a write, because the database
// locks it. Whatever is wrong with the file, the store goes on in memory and says
// so once in the log: a lost history is no reason to refuse a cell.
package history
