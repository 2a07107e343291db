package rt

import (
	"fmt"
	"reflect"
	"runtime"
	"strconv"
	"strings"
)

// Panic is panic(v) at site.
func Panic(site int, v any) {
	if v == nil {
		v = new(runtime.PanicNilError)
	}
	current().needs().flight = &flight{value: v, known: true, site: site}
	panic(v)
}

// Error is a run-time error with Go's own text; it implements runtime.Error.
type Error struct{ text string }

// Error returns the text, "runtime error: " included where Go has it.
func (e Error) Error() string { return e.text }

// RuntimeError marks e as a runtime.Error.
func (e Error) RuntimeError() {}

var _ runtime.Error = Error{}

func runtimeError(text string) Error { return Error{"runtime error: " + text} }

func nilDereference() Error {
	return runtimeError("invalid memory address or nil pointer dereference")
}

// Translate turns what the interpreter panics with into what compiled Go would
// have panicked with. Other values come back as they are.
func Translate(r any) any {
	switch r := r.(type) {
	case Error:
		return r // in Go's words already
	case *reflect.ValueError:
		return nilDereference()
	case runtime.Error:
		if r.Error() == "runtime: allocation size out of range" {
			return runtimeError("makeslice: len out of range")
		}
		if name, ok := strings.CutPrefix(r.Error(), "hash of unhashable type: "); ok {
			return runtimeError("hash of unhashable type " + userName(name))
		}
	case string:
		if strings.HasPrefix(r, "reflect.MakeChan: ") {
			return Error{"makechan: size out of range"}
		}
		if t := translateText(r); t != "" {
			return runtimeError(t)
		}
	}
	return r
}

func translateText(s string) string {
	if !strings.HasPrefix(s, "reflect") {
		return ""
	}
	for _, t := range translations {
		if strings.Contains(s, t.reflect) {
			return t.text
		}
	}
	if rest, ok := strings.CutPrefix(s, "reflect: cannot convert slice with length "); ok {
		have, _, _ := strings.Cut(rest, " ")
		want := rest[strings.LastIndexByte(rest, ' ')+1:]
		return "cannot convert slice with length " + have + " to array or pointer to array with length " + want
	}
	return ""
}

// translations are texts of package reflect and Go's for the same mistake.
var translations = []struct{ reflect, text string }{
	{"index out of range", "index out of range"},
	{"slice index out of bounds", "slice bounds out of range"},
	{"slice bounds out of range", "slice bounds out of range"},
	{"call of nil function", "invalid memory address or nil pointer dereference"},
	{"nil pointer", "invalid memory address or nil pointer dereference"},
	{"on nil interface value", "invalid memory address or nil pointer dereference"},
	{"zero Value", "invalid memory address or nil pointer dereference"},
	{": slice overflow", "growslice: len out of range"},
	{"reflect.MakeSlice: negative cap", "makeslice: cap out of range"},
	{"reflect.MakeSlice", "makeslice: len out of range"},
}

// PanicText is how Go prints a panic: "panic: boom".
func PanicText(v any) string { return "panic: " + panicValue(v) }

func panicValue(v any) (text string) {
	defer func() {
		if r := recover(); r != nil {
			text = "panic while printing panic value"
		}
	}()
	switch v := v.(type) {
	case nil:
		return "nil"
	case error:
		return indent(v.Error())
	case fmt.Stringer:
		return indent(v.String())
	case string:
		return indent(v)
	case float32:
		return panicFloat(float64(v), 32)
	case float64:
		return panicFloat(v, 64)
	case complex64:
		return panicComplex(complex128(v), 64)
	case complex128:
		return panicComplex(v, 128)
	case bool, int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64, uintptr:
		return fmt.Sprint(v)
	}
	name, e := TypeName(v), reflect.ValueOf(erased(v))
	switch k := e.Kind(); {
	case k == reflect.String:
		return name + `("` + indent(e.String()) + `")`
	case k == reflect.Float32, k == reflect.Float64:
		return name + "(" + panicFloat(e.Float(), e.Type().Bits()) + ")"
	case k == reflect.Complex64, k == reflect.Complex128:
		return name + panicValue(e.Complex())
	case k >= reflect.Bool && k <= reflect.Uintptr:
		return name + "(" + fmt.Sprint(erased(v)) + ")"
	case k == reflect.Pointer, k == reflect.Map, k == reflect.Chan, k == reflect.Func, k == reflect.UnsafePointer:
		return fmt.Sprintf("(%s) %#x", name, e.Pointer())
	}
	// Go prints an address here, which tells a reader nothing.
	return fmt.Sprintf("(%s) %+v", name, v)
}

func indent(s string) string { return strings.ReplaceAll(s, "\n", "\n\t") }

// panicFloat writes a float as the runtime's print does since Go 1.26: the
// shortest decimal that is the same number.
func panicFloat(f float64, bits int) string { return strconv.FormatFloat(f, 'g', -1, bits) }

func panicComplex(c complex128, bits int) string { return strconv.FormatComplex(c, 'g', -1, bits) }
