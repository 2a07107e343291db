// Package session is the source model of one notebook: what its cells have
// declared so far, as go/types sees it. It checks cells, completes and inspects.
// It runs nothing.
//
// # How a cell is checked
//
// Each cell is a types.Package "main" of its own. The live objects of earlier
// cells that the cell names are inserted into its scope; names that it
// declares itself are not, which is all there is to redefinition. Top-level
// variables are checked as package-level variables, so that the functions of
// the cell see them, but a statement sees only what stands above it: where it
// names a variable that a later statement of the cell defines, it means the
// variable of an earlier cell.
//
// # Methods of types of earlier cells
//
// A method may be declared, or declared anew, in a later cell than its type. The
// type stays what it is and has the method from then on; see methods.go. Generic
// types have all their methods in their own cell.
package session
