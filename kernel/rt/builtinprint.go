package rt

import (
	"fmt"
	"reflect"
	"strings"
)

// PrintB is the builtin print.
func PrintB(a ...any) { builtinPrint(a, "", "") }

// PrintlnB is the builtin println.
func PrintlnB(a ...any) { builtinPrint(a, " ", "\n") }

func builtinPrint(a []any, sep, end string) {
	current().check()
	text := make([]string, len(a))
	for i, x := range a {
		text[i] = builtinText(x)
	}
	_, _ = afterOutput{}.Write([]byte(strings.Join(text, sep) + end)) // as the builtins: no reader, no error
}

// builtinText is what the runtime's print writes for x.
func builtinText(x any) string {
	if x == nil {
		return "nil"
	}
	if i, ok := x.(PrintI); ok {
		return i.text()
	}
	v := reflect.ValueOf(erased(x))
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Float32, reflect.Float64:
		return panicFloat(v.Float(), v.Type().Bits())
	case reflect.Complex64, reflect.Complex128:
		return panicComplex(v.Complex(), v.Type().Bits())
	case reflect.Pointer, reflect.Map, reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return fmt.Sprintf("%#x", v.Pointer())
	case reflect.Slice:
		return fmt.Sprintf("[%d/%d]%#x", v.Len(), v.Cap(), v.Pointer())
	case reflect.Bool:
		return fmt.Sprint(v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return fmt.Sprint(v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return fmt.Sprint(v.Uint())
	}
	return Sprint(x)
}

// PrintI marks an operand of print that is an interface value: print writes its
// two words.
type PrintI struct{ V any }

func (i PrintI) text() string {
	if i.V == nil {
		return "(0x0,0x0)"
	}
	return fmt.Sprintf("(%#x,%#x)", reflect.ValueOf(&i.V).Pointer(), reflect.ValueOf(&i).Pointer())
}
