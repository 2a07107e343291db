// Package panel turns a report of runtimeprobe into what a reader sees: one line,
// and behind a disclosure all numbers with their sources, as HTML for notebooks
// and as text for terminals.
//
// What else is shown has packages of its own: page is what all are made of; waits is
// who lives, and who waits for whom, which diagram draws; lanes is the timeline;
// programs is what programs of their own did.
//
// Without any style a panel is still a sentence and a table. The packages have no
// state and start no goroutines.
package panel
