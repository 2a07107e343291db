// Package program holds what the front hands to a worker: one cell, lowered.
//
// It is pure data: no I/O, no behaviour. kernel/lower makes it, kernel/worker
// carries it, kernel/engine runs it, kernel/rt reads its tables.
package program

// Program is one cell after checking and lowering.
//
// The text speaks the small part of Go that the interpreter runs right:
// structure only. Names, methods and interfaces of the user's types live in
// Types and are handled by kernel/rt; see decisions/0001-erased-lowering.md.
type Program struct {
	// Cell is the execution count of the cell, from 1.
	Cell int
	// Name is how positions name the cell: "cell[7]", or a file's name.
	Name string
	// Imports are the packages that Decls names, each by a session-wide alias.
	Imports []Import
	// Types describes the types that this cell is the first to mention.
	Types []Type
	// Sites are the source places that Decls names by number.
	Sites []Site
	// Mentions are, by the numbers of sites at which a goroutine is started from a function
	// literal, the names that it can come to use, sorted. A site is missing where that is
	// not known.
	Mentions map[int][]string `json:",omitempty"`
	// Funcs translates lowered function names for stack traces.
	Funcs []Func
	// Decls is the Go text: types, variables, functions, of package main.
	Decls string
	// Bind names a func() in Decls that tells kernel/rt the reflect types and
	// method functions of Types. Empty when there is nothing to bind.
	Bind string
	// Entry names the func() in Decls that runs the cell's statements.
	// Empty for a cell that only declares.
	Entry string
	// Vars are the session variables, as the user wrote them, that the cell declares.
	Vars []string
	// Others are the names of functions, types and constants it declares.
	Others []string
	// Plugin is the compiled form of a native cell, which then has no Decls; nil for
	// an interpreted one.
	Plugin *Plugin `json:",omitempty"`
}

// Plugin is a native cell's code.
type Plugin struct {
	// Path is its import path, "schedtick.cell/c7".
	Path string
	// File is what the worker loads.
	File string
}

// Import is one package that lowered text uses.
type Import struct {
	Alias string // unique in the session, for example "fmt_"
	Path  string // import path
	// Plugin is the file of the plugin that has the package: one of a module that the
	// session got. "" for a package that is linked into the worker.
	Plugin string
}

// Site is a place in a cell: of a go statement, a channel operation, a lock.
type Site struct {
	ID   int    `json:"id"` // unique in the session, from 1
	Cell int    `json:"cell"`
	Name string `json:"name"`           // "cell[7]"
	Line int    `json:"line"`           // from 1
	Col  int    `json:"col"`            // from 1, bytes
	What string `json:"what"`           // the operation as Go names it: "go", "chan send", "select", "sync.Mutex.Lock"
	Text string `json:"text,omitempty"` // the source text of the expression that matters, shortened: "ch", "wg"
	Func string `json:"func,omitempty"` // the function around it, "main.main.func1", where somebody prints that: log/slog
}

// Starts reports whether an operation starts a goroutine.
func Starts(what string) bool {
	switch what {
	case "go", "sync.WaitGroup.Go", "time.AfterFunc", "context.AfterFunc":
		return true
	}
	return false
}

// Func names a function of the lowered text.
type Func struct {
	Lowered string // "fib_2"
	Source  string // "main.fib", "main.(*T).M", "main.main.func1"
	Line    int
}

// Kind is the shape of a type.
type Kind uint8

// The shapes. Basic covers the predeclared types; Opaque is every type that a
// compiled package declares, whose reflect type says everything.
const (
	Basic Kind = iota + 1
	Opaque
	Struct
	Pointer
	Slice
	Array
	Map
	Chan
	Signature
	Interface
	Tuple
)

// Type describes a Go type as the user sees it. The interpreter only knows its
// erased form, which Bind gives to kernel/rt as a reflect type.
type Type struct {
	// ID is unique in the session, from 1. Two IDs are the same type only if equal.
	ID int
	// Name is the type as Go's %T prints it: "main.Point", "[]main.Point", "int".
	Name string
	// Key is the canonical form with generations, for diagnostics.
	Key string
	// Named is true for a type that a cell declares.
	Named bool
	// Erased is true when values of this type lose their type in the
	// interpreter's representation and must be boxed to become interfaces.
	Erased bool
	Kind   Kind
	// Elem, MapKey are type IDs of the element (pointer, slice, array, map, chan) and key.
	Elem, MapKey int
	// Len is an array's length.
	Len int64
	// Fields of a struct, in order.
	Fields []Field
	// Methods is the full method set (promoted ones included) of a concrete type, or an
	// interface's methods. Sorted by name.
	Methods []Method
	// Params and Results of a signature; Variadic as in go/types.
	Params, Results []int
	Variadic        bool
	// Dir of a channel: 0 both, 1 send only, 2 receive only (go/types.ChanDir).
	Dir int
}

// Field is one field of a struct.
type Field struct {
	Name     string
	Type     int
	Tag      string
	Embedded bool
}

// Method is one method of a method set.
type Method struct {
	Name string
	// Sig is the type ID of its signature, without receiver.
	Sig int
}
