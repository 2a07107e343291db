// Package corpus proves the language front end on programs: what a cell means is
// what the Go toolchain says it means.
//
// It has no code of its own, only tests, which run the real binary:
//
//   - testdata/consistency are programs by construct. Output and exit status
//     must be those of the compiled program, kept beside it. Those named in
//     corpus.list run with the corpus tag only.
//   - The programs of the Go distribution's own tests, from GOROOT/test, must
//     end as the distribution expects, apart from testdata/goroot.txt.
//   - The examples of the standard library must print what they say, apart from
//     testdata/examples.txt.
//   - Random programs of randprog, as files and as notebooks, must print what the
//     compiled ones print.
//   - testdata/sessions are transcripts of sessions: cells and what they print.
//
// Each list of exceptions gives a reason for each, and the tests fail when an
// exception appears or disappears. `go test -tags corpus` runs everything and
// compares what is stored with the toolchain; without the tag a fast part runs.
package corpus
