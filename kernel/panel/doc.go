// Package panel turns a report of runtimeprobe into what a reader sees: one line,
// and behind a disclosure all numbers with their sources, as HTML for notebooks
// and as text for terminals; and a snapshot of goroutines into who lives, and who
// waits for whom.
//
// The wait-for picture is made in steps: words names things (words.go), circle and
// sentence say what is wrong, graph chooses what is drawn, layout and spread find
// places, circles as rings and the rest in layers, drawing writes SVG, sketch the
// same in characters. An index of a snapshot is never trusted.
//
// The HTML keeps to what JupyterLab leaves of a notebook that is not trusted:
// inline style with plain values, no text colour, translucent greys, pictures as
// data: images in colours that show on white and on black. Without any style
// it is still a sentence and a table. TestAllowed holds it to that.
//
// The package has no state and starts no goroutines.
package panel
