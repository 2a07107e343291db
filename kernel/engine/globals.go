package engine

import (
	"reflect"
	"unsafe"

	"github.com/traefik/yaegi/interp"
)

// globals keeps room for package variables. The interpreter has them in one slice,
// which it replaces by a longer copy whenever a program declares more. Goroutines
// of earlier cells read that slice meanwhile, without a lock: the race detector
// objects, and a processor that reorders writes may show them the new slice before
// its contents. With room to spare the slice stays where it is, and a new variable
// is written where nobody looks yet.
//
// One write of the interpreter remains that the race detector may object to: at each
// declaration it stores in the outermost frame the value that is there already, and
// a call in another goroutine may read it. The value never changes, so no harm is done.
type globals struct {
	types *[]reflect.Type  // of all variables, in the interpreter
	data  *[]reflect.Value // their values, there
	used  int              // how many of data are made
}

// globalsRoom is the number of variables that there is room for, 24 bytes each.
// Beyond it there is room for as many again, made by one copy.
const globalsRoom = 8 << 10

// newGlobals finds the slices in an interpreter. ok is false if its types are not
// what they were in the release that this was written for: it then goes on as it
// does by itself.
func newGlobals(in *interp.Interpreter) (g globals, ok bool) {
	t := reflect.TypeFor[interp.Interpreter]()
	universe, ok1 := t.FieldByName("universe")
	frame, ok2 := t.FieldByName("frame")
	if !ok1 || !ok2 || universe.Type.Kind() != reflect.Pointer || frame.Type.Kind() != reflect.Pointer {
		return g, false
	}
	types, ok1 := universe.Type.Elem().FieldByName("types")
	data, ok2 := frame.Type.Elem().FieldByName("data")
	if !ok1 || !ok2 || types.Type != reflect.TypeFor[[]reflect.Type]() || data.Type != reflect.TypeFor[[]reflect.Value]() {
		return g, false
	}
	p := unsafe.Pointer(in)
	g.types = get[[]reflect.Type](*get[unsafe.Pointer](p, universe.Offset), types.Offset)
	g.data = get[[]reflect.Value](*get[unsafe.Pointer](p, frame.Offset), data.Offset)
	return g, true
}

// make makes the variables that compiling has added. It comes before executing.
func (g *globals) make() {
	types, data := *g.types, *g.data
	if len(types) > len(data) {
		more := make([]reflect.Value, max(globalsRoom, 2*len(types)))
		copy(more, data)
		data = more
		*g.data = data
	}
	for ; g.used < len(types); g.used++ {
		data[g.used] = reflect.New(types[g.used]).Elem()
	}
}
