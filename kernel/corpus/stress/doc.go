// Package stress runs concurrent programs through the whole pipeline, checked,
// lowered and interpreted, many operations each, and counts what went wrong.
//
// testdata has one program for each part of the subject: func stress(n) performs at
// least n operations and returns how many it did and how many had a result that
// Go's rules do not allow. `STRESS_OPS=20000 go run testdata/once.go` asks compiled
// Go the same. Under the build tag corpus, each does a million.
package stress
