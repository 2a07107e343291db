package symbols

import (
	"fmt"
	"reflect"
)

// Row is one name of a table that comes from a plugin: the same as here, in a type
// that both can spell. Kind is a place in symtab.Kinds; kernel/modules writes the text of it.
type Row = struct {
	Name string
	Kind uint8
	V    any
}

// Foreign is the table of a package from a plugin.
type Foreign struct {
	syms []sym
}

// NewForeign reads the rows of a plugin's table.
func NewForeign(rows []Row) (*Foreign, error) {
	f := &Foreign{syms: make([]sym, len(rows))}
	for i, r := range rows {
		k := kind(r.Kind)
		_, text := r.V.(string)
		switch {
		case k > stringLit:
			return nil, fmt.Errorf("symbols: %s: kind %d is not known", r.Name, r.Kind)
		case k >= intLit && !text:
			return nil, fmt.Errorf("symbols: %s: a literal that is %T", r.Name, r.V)
		case k > value && k < intLit && reflect.ValueOf(r.V).Kind() != reflect.Pointer:
			return nil, fmt.Errorf("symbols: %s: %T is no pointer", r.Name, r.V)
		}
		f.syms[i] = sym{r.Name, k, r.V}
	}
	return f, nil
}

// Symbols are the table's names, as [Package.Symbols].
func (f *Foreign) Symbols() map[string]reflect.Value { return values(f.syms) }

// Wrapper is [Wrapper] for the interface types of this table.
func (f *Foreign) Wrapper(t reflect.Type) (w reflect.Type, ok bool) { return wrapper(f.syms, t) }
