package session

import (
	"go/ast"
	"go/types"
	"maps"
	"slices"
	"strings"
	"sync"

	"schedtick/kernel/cell"
	"schedtick/kernel/session/stdlib"
)

// A Session is the universe of one notebook. All methods are safe for
// concurrent use: completion and inspection answer while a cell is checked or
// runs. Cells themselves come one after the other: Commit the unit of one
// before the next is checked.
type Session struct {
	std *stdlib.Importer

	// types guards the types of committed cells, which a cell that declares
	// methods of one of them changes; see methods.go. It is taken before mu.
	types   sync.RWMutex
	checked *Unit // the last unit, until it is committed
	undo    []undo

	methods map[*types.Func]*entry // declared apart from their types
	lost    map[string]string      // variables that were lost, and the cells that defined them
	retyped map[string]string      // types that were declared again, and in which cell

	mu     sync.RWMutex
	live   map[string]*entry // by name; entries are never changed
	dots   []ImportRef       // dot imports, oldest first
	magics Magics
}

// An entry is what a name of the session stands for.
type entry struct {
	obj  types.Object // nil for an import
	imp  ImportRef    // of an import
	cell *cell.Cell   // that declared it
	info *types.Info  // of that cell
	decl ast.Node     // *ast.FuncDecl, *ast.TypeSpec, *ast.ValueSpec, *ast.AssignStmt
	doc  string       // its doc comment
}

// New makes an empty session.
func New() *Session { return NewWith(nil) }

// NewWith makes an empty session that can also import the packages of modules; nil
// for none.
func NewWith(m stdlib.Modules) *Session {
	return &Session{std: stdlib.NewImporterWith(m), live: make(map[string]*entry), methods: make(map[*types.Func]*entry), retyped: make(map[string]string), lost: make(map[string]string)}
}

// keep remembers how to undo what a unit did to types, until it is committed.
func (s *Session) keep(u *Unit, undo []undo) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.checked, s.undo = u, undo
}

// retract undoes what the last unit did to types, if it was not committed.
func (s *Session) retract() {
	s.mu.Lock()
	undo := s.undo
	s.checked, s.undo = nil, nil
	s.mu.Unlock()
	if len(undo) > 0 {
		s.types.Lock()
		takeBack(undo)
		s.types.Unlock()
	}
}

// Commit makes the declarations of a unit the session's. It is called after
// the cell ran, also when it failed while it ran.
func (s *Session) Commit(u *Unit) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.checked == u {
		s.checked, s.undo = nil, nil
	}
	maps.Copy(s.methods, declaredMethods(u))
	sources := declarations(u.Cell)
	for _, im := range u.Cell.Imports {
		ref, ok := importRef(u.Info, im)
		switch {
		case !ok || ref.Name == "_":
		case ref.Name == ".":
			s.dots = slices.DeleteFunc(s.dots, func(d ImportRef) bool { return d.Path == ref.Path })
			s.dots = append(s.dots, ref)
		default:
			s.live[ref.Name] = &entry{imp: ref, cell: u.Cell, decl: im}
		}
	}
	for _, name := range u.names {
		src := sources[name]
		delete(s.lost, name)
		if old := s.live[name]; old != nil && isType(old.obj) && isType(u.Pkg.Scope().Lookup(name)) {
			s.retyped[name] = u.Cell.Name
		}
		s.live[name] = &entry{obj: u.Pkg.Scope().Lookup(name), cell: u.Cell, info: u.Info, decl: src.node, doc: src.doc}
	}
}

func isType(obj types.Object) bool {
	_, ok := obj.(*types.TypeName)
	return ok
}

// importRef is the import of a spec of a checked cell.
func importRef(info *types.Info, spec *ast.ImportSpec) (ImportRef, bool) {
	obj := info.Implicits[spec]
	if spec.Name != nil {
		obj = info.Defs[spec.Name]
		if spec.Name.Name == "_" {
			return ImportRef{Name: "_", Path: strings.Trim(spec.Path.Value, "`\"")}, true
		}
	}
	pn, ok := obj.(*types.PkgName)
	if !ok {
		return ImportRef{}, false
	}
	return ImportRef{Name: pn.Name(), Path: pn.Imported().Path(), Pkg: pn.Imported()}, true
}

// Forget drops variables that were lost with a worker.
func (s *Session) Forget(names []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, name := range names {
		if e := s.live[name]; e != nil {
			if _, ok := e.obj.(*types.Var); ok {
				delete(s.live, name)
				s.lost[name] = e.cell.Name
			}
		}
	}
}

// Reset forgets everything.
func (s *Session) Reset() {
	s.forgetAll()
	s.std.Reset() // without mu, which those who read packages may take
}

func (s *Session) forgetAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.live)
	clear(s.methods)
	clear(s.retyped)
	clear(s.lost)
	s.dots = nil
}

// A Name is one thing that the session knows.
type Name struct {
	Name string
	Kind string // "func", "type", "var", "const", "import"
	Type string // as the user would write it; the path of an import
	Cell int    // the cell that declared it
}

// Names are the names of the session, sorted.
func (s *Session) Names() []Name {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var names []Name
	for _, name := range slices.Sorted(maps.Keys(s.live)) {
		e := s.live[name]
		n := Name{Name: name, Cell: e.cell.ID}
		switch obj := e.obj.(type) {
		case nil:
			n.Kind, n.Type = "import", e.imp.Path
		case *types.Func:
			n.Kind, n.Type = "func", typeString(obj.Type())
		case *types.TypeName:
			n.Kind, n.Type = "type", typeString(obj.Type().Underlying())
		case *types.Const:
			n.Kind, n.Type = "const", typeString(obj.Type())
		default:
			n.Kind, n.Type = "var", typeString(obj.Type())
		}
		names = append(names, n)
	}
	return names
}

// typeString is a type as a cell would write it.
func typeString(t types.Type) string { return types.TypeString(t, qualify) }

// qualify names packages as cells do: by name, their own not at all.
func qualify(p *types.Package) string {
	if p.Path() == "main" {
		return ""
	}
	return p.Name()
}
