// Package page is what all panels are made of: HTML as notebooks show it, tables
// with the sources of their numbers, numbers in a reader's words, pictures.
//
// The HTML keeps to what JupyterLab leaves of a notebook that is not trusted:
// inline style with plain values, no text colour, translucent greys, pictures as
// data: images in colours that show on white and on black. pagetest.HTML holds each
// panel to that.
//
// The package has no state and starts no goroutines.
package page
