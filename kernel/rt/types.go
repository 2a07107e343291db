package rt

import (
	"reflect"
	"sync"
	"sync/atomic"

	"schedtick/kernel/program"
)

// Type is a type of the session: its description, and what the interpreter makes of it.
type Type struct {
	program.Type
	rtype   reflect.Type   // erased form; nil until Bind or asked for
	methods map[string]any // func(x any, args…) by method name
	kind    atomic.Int32   // boxKind + 1
}

// String returns the type's name as %T prints it.
func (t *Type) String() string { return t.Name }

// registry holds the session's types by ID.
var registry struct {
	mu       sync.RWMutex
	types    map[int]*Type
	pointers map[int]*Type // by element
}

// AddTypes makes types known. A type that is known already keeps its bindings; a
// later cell may have given it methods.
func AddTypes(types []program.Type) {
	registry.mu.Lock()
	defer registry.mu.Unlock()
	if registry.types == nil {
		registry.types = map[int]*Type{}
	}
	if registry.pointers == nil {
		registry.pointers = map[int]*Type{}
	}
	for _, t := range types {
		if old := registry.types[t.ID]; old != nil {
			old.extend(t)
			continue
		}
		n := &Type{Type: t, methods: map[string]any{}}
		registry.types[t.ID] = n
		if t.Kind == program.Pointer && !t.Named {
			registry.pointers[t.Elem] = n
		}
	}
}

// pointer returns the type *t, or nil if the session does not know it.
func (t *Type) pointer() *Type {
	registry.mu.RLock()
	defer registry.mu.RUnlock()
	return registry.pointers[t.ID]
}

// extend takes over the methods of a newer description of t.
func (t *Type) extend(d program.Type) {
	if len(d.Methods) != len(t.Methods) {
		t.Methods = d.Methods
		t.kind.Store(0)
	}
}

// typeOf returns the type with the given ID. An unknown one is a broken invariant
// between front and worker: it gets a description that names it.
func typeOf(id int) *Type {
	registry.mu.RLock()
	t := registry.types[id]
	registry.mu.RUnlock()
	if t != nil {
		return t
	}
	registry.mu.Lock()
	defer registry.mu.Unlock()
	if t = registry.types[id]; t == nil {
		t = &Type{Type: program.Type{ID: id, Name: "type?", Kind: program.Opaque}, methods: map[string]any{}}
		if registry.types == nil {
			registry.types = map[int]*Type{}
		}
		registry.types[id] = t
	}
	return t
}

// Bind tells the erased form of a type: nilPtr is a nil pointer to it.
func Bind(id int, nilPtr any) {
	t := typeOf(id)
	registry.mu.Lock()
	defer registry.mu.Unlock()
	t.rtype = reflect.TypeOf(nilPtr).Elem()
}

// BindMethod tells the function that runs a method: func(x any, args…), where x is the
// receiver in its box.
func BindMethod(id int, name string, fn any) {
	t := typeOf(id)
	registry.mu.Lock()
	defer registry.mu.Unlock()
	t.methods[name] = fn
	t.kind.Store(0)
}

// method returns the function of a method, or nil.
func (t *Type) method(name string) any {
	registry.mu.RLock()
	defer registry.mu.RUnlock()
	return t.methods[name]
}

// userName returns the user's name for the type that the interpreter calls erased, if
// it is a type of the session.
func userName(erased string) string {
	registry.mu.RLock()
	defer registry.mu.RUnlock()
	for _, t := range registry.types {
		if t.Erased && t.rtype != nil && t.rtype.String() == erased {
			return t.Name
		}
	}
	return erased
}
