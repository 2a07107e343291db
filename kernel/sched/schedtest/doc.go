// Package schedtest has snapshots for tests: the shapes that learners meet, and some
// that no snapshot should have.
package schedtest
