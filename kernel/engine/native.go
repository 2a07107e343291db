package engine

import (
	"errors"
	"fmt"
	"plugin"
	"reflect"
	"sync/atomic"

	"schedtick/kernel/program"
	"schedtick/kernel/rt"
)

// The functions that a native cell's plugin exports; see kernel/native.
const (
	bridgeSymbol = "SchedtickBridge"
	sharedSymbol = "SchedtickShared"
	entrySymbol  = rt.NativeEntry
)

// ErrPlugin is wrapped by the error of a native cell that could not be loaded.
var ErrPlugin = errors.New("the compiled cell cannot be loaded")

// loadPlugin loads a native cell. What it prints as it is loaded cannot be: its package
// has no initialisers but those of what it imports.
func (e *Engine) loadPlugin(p *program.Program) (entry func(), err error) {
	lib, err := plugin.Open(p.Plugin.File)
	if err != nil {
		return nil, fmt.Errorf("engine: %s: %w: %w", p.Name, ErrPlugin, err)
	}
	bridge, err := symbol[func() map[string]any](lib, bridgeSymbol)
	if err == nil {
		entry, err = symbol[func()](lib, entrySymbol)
	}
	if err == nil && !e.bridged {
		err = connect(bridge(), rt.Hooks())
		e.bridged = err == nil
	}
	if err == nil {
		err = e.share(lib)
	}
	if err != nil {
		return nil, fmt.Errorf("engine: %s: %w: %w", p.Name, ErrPlugin, err)
	}
	return entry, nil
}

// share gives a native cell pointers to the interpreter's variables that it uses.
func (e *Engine) share(lib *plugin.Plugin) error {
	shared, err := symbol[func() map[string]any](lib, sharedSymbol)
	if err != nil {
		return err
	}
	for name, p := range shared() {
		v, err := e.eval("&"+name, nil)
		if err != nil {
			return err
		}
		to := reflect.ValueOf(p).Elem()
		if v.Type() != to.Type() {
			return fmt.Errorf("a variable is of type %v, not %v", v.Type(), to.Type())
		}
		to.Set(v)
	}
	return nil
}

func symbol[T any](lib *plugin.Plugin, name string) (v T, err error) {
	s, err := lib.Lookup(name)
	if err != nil {
		return v, err
	}
	v, ok := s.(T)
	if !ok {
		return v, fmt.Errorf("%s is a %T", name, s)
	}
	return v, nil
}

// connect fills the variables of package hook.
func connect(vars, hooks map[string]any) error {
	for name, v := range vars {
		if stop, ok := v.(*atomic.Bool); ok {
			rt.NativeStop(stop)
			continue
		}
		f := reflect.ValueOf(hooks[name])
		to := reflect.ValueOf(v).Elem()
		if !f.IsValid() || f.Type() != to.Type() {
			return fmt.Errorf("package hook wants %s %v, there is %T", name, to.Type(), hooks[name])
		}
		to.Set(f)
	}
	return nil
}
