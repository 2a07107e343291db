// Package lanes shows a timeline: what ran on which P, carried by which thread, and
// when goroutines waited. A picture with a lane for each P, a legend by the line that
// started the goroutines, the numbers of Gs, Ms and Ps, and the same in characters.
//
// The package has no state and starts no goroutines.
package lanes
