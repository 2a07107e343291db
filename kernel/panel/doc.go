// Package panel turns a report of runtimeprobe into what a reader sees: one line,
// and behind a disclosure all numbers with their sources, as HTML for notebooks
// and as text for terminals.
//
// The HTML keeps to what JupyterLab leaves of a notebook that is not trusted:
// inline style with plain values, no text colour, translucent greys, pictures as
// data: images in a mid grey that shows on white and on black. Without any style
// it is still a sentence and a table. TestAllowed holds it to that.
//
// The package has no state and starts no goroutines.
package panel
