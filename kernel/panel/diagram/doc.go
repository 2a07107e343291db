// Package diagram draws boxes and arrows that say who waits for what: it finds
// places, circles as rings and the rest in layers, so that few arrows cross and no
// box covers another, and writes SVG. It knows nothing of goroutines.
//
// Layers are those of Sugiyama: each node behind all that lead to it, long edges bent
// around what stands between, the order within a layer by the middle of the neighbours.
//
// The package has no state and starts no goroutines.
package diagram
