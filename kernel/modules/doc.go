// Package modules gets modules for a session, and builds their packages so that cells can
// import them.
//
// A session has a go.mod of its own, in a private directory below the user's cache
// directory. The go command resolves in it what %get names. Of each package that a
// cell imports there are then two things: the compiler's export data, from which
// kernel/session knows its types, and a plugin with a table of what it exports
// (kernel/symtab), which the worker loads. Types and variables are the package's own: a
// package that two plugins contain is one in the worker.
//
// # What can be shared
//
// A plugin and the worker must be built from the same source, with the same settings,
// of every package that both have. So the modules that are linked into schedtick
// are replaced by their versions in the session's go.mod, and a module of which packages
// have been built keeps its version until the session is reset.
//
// # The network
//
// Only [Set.Get] uses it, by way of the user's own settings of the go command. Packages
// that are built later are built from what it has downloaded.
package modules
