// Package kernel is the front of the Jupyter kernel: it answers requests, runs
// cells through checking and lowering in a worker process, and shows what came of
// them. ARCHITECTURE.md beside this file is the tour.
//
// [Notebook] is the language side: one session, from a cell's text to its outcome.
// It knows no Jupyter. [Serve] is the Jupyter side: the dispatch table
// (dispatch.go) and one file for each family of requests. `schedtick run` drives a
// Notebook without Serve.
//
// The front never runs user code, so it answers while a cell runs, hangs or has
// just killed its worker.
package kernel
