package rt

import (
	"fmt"
	"reflect"
	"runtime"
	"unicode/utf8"
)

// Shift is the check of a shift count: it panics when n is negative.
func Shift(n int64) uint64 {
	if n < 0 {
		panic(runtimeError("negative shift amount"))
	}
	return uint64(n)
}

// Rune decodes the rune of s at byte i and returns its length.
func Rune(s string, i int) (r rune, n int) { return utf8.DecodeRuneInString(s[i:]) }

// SliceLen is the check of the length and capacity given to make.
func SliceLen(n, c int) {
	switch {
	case n < 0 || n > maxLen:
		panic(runtimeError("makeslice: len out of range"))
	case c < n || c > maxLen:
		panic(runtimeError("makeslice: cap out of range"))
	}
}

// ChanLen is the check of the buffer size given to make.
func ChanLen(n int) int {
	if n < 0 || n > maxLen {
		panic(plainError("makechan: size out of range"))
	}
	return n
}

// maxLen bounds what make is asked for: the address space of a 64-bit system.
const maxLen = 1 << 47

func plainError(text string) Error { return Error{text} }

// RuneString is string(n) of an integer: its UTF-8, or U+FFFD when it is no rune.
func RuneString(n int64) string {
	if n < 0 || n > utf8.MaxRune {
		return string(utf8.RuneError)
	}
	return string(rune(n))
}

// NonNil returns x, or panics when a method of it cannot be found because it is nil.
func NonNil(x any) any {
	if x == nil {
		panic(nilDereference())
	}
	return x
}

// NilReceiver is the panic of a method that has a value receiver, reached through an
// interface or a method expression by a nil pointer. typ is the type's name without its
// package.
func NilReceiver(pkg, typ, method string) {
	panic(Error{"value method " + pkg + "." + typ + "." + method + " called using nil *" + typ + " pointer"})
}

// Clear is the builtin clear: it empties a map, keys that are not equal to
// themselves included, or zeroes a slice's elements.
func Clear(x any) { reflect.ValueOf(x).Clear() }

// Convert stores x in *p, converted as Go converts slices to arrays, structs of
// identical fields, and pointers from and to unsafe.Pointer.
func Convert(x any, p any) {
	dst := reflect.ValueOf(p).Elem()
	src := reflect.ValueOf(x)
	switch {
	case !src.IsValid():
		dst.SetZero()
	case src.CanConvert(dst.Type()) || src.Kind() == reflect.Slice:
		dst.Set(src.Convert(dst.Type()))
	case dst.Kind() == reflect.Pointer:
		dst.Set(reflect.NewAt(dst.Type().Elem(), src.UnsafePointer()))
	case dst.Kind() == reflect.Uintptr && src.Kind() == reflect.UnsafePointer:
		dst.SetUint(uint64(uintptr(src.UnsafePointer())))
	case dst.Kind() == reflect.UnsafePointer && src.Kind() == reflect.Uintptr:
		*(*uintptr)(dst.Addr().UnsafePointer()) = uintptr(src.Uint())
	case dst.Kind() == reflect.UnsafePointer && src.Kind() == reflect.Pointer:
		dst.SetPointer(src.UnsafePointer())
	default:
		// Equal in layout, told apart by the interpreter's names.
		box := reflect.New(src.Type())
		box.Elem().Set(src)
		dst.Set(reflect.NewAt(dst.Type(), box.UnsafePointer()).Elem())
	}
}

// Refused is called where the lowering refused a construct; such text is never run.
func Refused(what string) any {
	panic(fmt.Sprintf("rt: %s was refused", what))
}

var _ runtime.Error = Error{}
