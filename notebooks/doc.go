// Package notebooks holds the bundled lessons and reads notebook files.
//
// The lessons are the .ipynb files beside this one, one for each section of the text on
// goroutines and OS threads that schedtick teaches. They are embedded: [Index] lists them
// in reading order, [Open] returns one.
//
// [Parse] reads any notebook in the Jupyter format 4, bundled or not, and keeps what it
// takes to run one: the cells with their sources and tags. It starts no kernel and knows no Go.
package notebooks
