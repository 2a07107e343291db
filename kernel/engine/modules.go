package engine

import (
	"fmt"
	"plugin"
	"reflect"
	"sync"

	"schedtick/kernel/engine/symbols"
)

// foreign are the packages that came from plugins, by import path.
type foreign struct {
	mu     sync.RWMutex
	tables map[string]*symbols.Foreign
}

// open loads the plugin of the package path, once. The plugin stays for as long as the
// process: Go cannot unload one.
func (f *foreign) open(path, file string) (*symbols.Foreign, error) {
	f.mu.RLock()
	t := f.tables[path]
	f.mu.RUnlock()
	if t != nil {
		return t, nil
	}
	p, err := plugin.Open(file)
	if err != nil {
		return nil, err
	}
	s, err := p.Lookup("Table")
	if err != nil {
		return nil, err
	}
	rows, ok := s.(func() []symbols.Row)
	if !ok {
		return nil, fmt.Errorf("%s: its table is a %T", file, s)
	}
	if t, err = symbols.NewForeign(rows()); err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.tables == nil {
		f.tables = make(map[string]*symbols.Foreign)
	}
	f.tables[path] = t
	return t, nil
}

// wrapper finds the struct that implements an interface type of an importable
// package, as symbols.Wrapper does for those that are linked in. rt calls it from
// any goroutine.
func (f *foreign) wrapper(t reflect.Type) (w reflect.Type, ok bool) {
	if w, ok := symbols.Wrapper(t); ok {
		return w, ok
	}
	f.mu.RLock()
	table := f.tables[t.PkgPath()]
	f.mu.RUnlock()
	if table == nil || t.Kind() != reflect.Interface {
		return nil, false
	}
	return table.Wrapper(t)
}
