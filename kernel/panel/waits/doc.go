// Package waits shows who lives, and who waits for whom: a snapshot of goroutines as
// a sentence, a picture, a list, and the rows of a report on those who are left.
//
// words names things (words.go), circle and sentence say what is wrong, graph chooses
// what is drawn, and package diagram draws it; sketch does the same in characters. An
// index of a snapshot is never trusted.
//
// The package has no state and starts no goroutines.
package waits
