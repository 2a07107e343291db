// Package symtab writes what a package exports as Go text: a table of values that a
// program which imports the package can fill in, and from which the interpreter
// learns the package. kernel/engine/symbols is made with it, when schedtick is
// built, and the plugins of modules, when a notebook gets them (kernel/modules).
//
// Generic functions and types have no value and are not in a table.
package symtab
