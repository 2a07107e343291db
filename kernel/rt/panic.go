package rt

import (
	"fmt"
	"math"
	"reflect"
	"runtime"
	"strings"
)

// Panic is panic(v) at site.
func Panic(site int, v any) {
	if v == nil {
		v = new(runtime.PanicNilError)
	}
	g := current()
	g.trace = nil
	g.thrown, g.thrownAt = v, site
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

// Index is the bounds check of an index expression.
func Index(i, n int) int {
	if uint(i) >= uint(n) {
		current().trace = nil
		if i < 0 {
			panic(runtimeError(fmt.Sprintf("index out of range [%d]", i)))
		}
		panic(runtimeError(fmt.Sprintf("index out of range [%d] with length %d", i, n)))
	}
	return i
}

// Absent stands for a bound that a slice expression does not give.
const Absent = math.MinInt

// SliceCheck is the bounds check of a slice expression x[lo:hi:max]. Absent bounds:
// lo 0; hi and max are given as Absent when the source has none. cap is what
// bounds them: a slice's capacity, an array's or string's length.
func SliceCheck(lo, hi, max, cap int) {
	bound := cap
	what := "capacity"
	bad := func(format string, args ...any) {
		panic(runtimeError(fmt.Sprintf("slice bounds out of range "+format, args...)))
	}
	if max != Absent {
		if uint(max) > uint(cap) {
			if max < 0 {
				bad("[::%d]", max)
			}
			bad("[::%d] with %s %d", max, what, cap)
		}
		if hi != Absent && uint(hi) > uint(max) {
			if hi < 0 {
				bad("[:%d:]", hi)
			}
			bad("[:%d:%d]", hi, max)
		}
		if hi != Absent && uint(lo) > uint(hi) {
			if lo < 0 {
				bad("[%d::]", lo)
			}
			bad("[%d:%d:]", lo, hi)
		}
		return
	}
	if hi != Absent {
		if uint(hi) > uint(bound) {
			if hi < 0 {
				bad("[:%d]", hi)
			}
			bad("[:%d] with %s %d", hi, what, bound)
		}
		if uint(lo) > uint(hi) {
			if lo < 0 {
				bad("[%d:]", lo)
			}
			bad("[%d:%d]", lo, hi)
		}
		return
	}
	if uint(lo) > uint(bound) {
		if lo < 0 {
			bad("[%d:]", lo)
		}
		bad("[%d:%d]", lo, bound)
	}
}

// Translate turns what the interpreter panics with into what compiled Go would
// have panicked with. Other values come back as they are.
func Translate(r any) any {
	switch r := r.(type) {
	case *reflect.ValueError:
		return nilDereference()
	case runtime.Error:
		return r
	case string:
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
	switch {
	case strings.Contains(s, "index out of range"):
		return "index out of range"
	case strings.Contains(s, "zero Value"), strings.Contains(s, "nil pointer"), strings.Contains(s, "call of nil function"):
		return "invalid memory address or nil pointer dereference"
	case strings.Contains(s, "slice bounds out of range"), strings.Contains(s, "slice index out of bounds"):
		return "slice bounds out of range"
	case strings.Contains(s, "MakeSlice: negative len"), strings.Contains(s, "MakeSlice: len > cap"):
		return "makeslice: len out of range"
	case strings.Contains(s, "MakeSlice: negative cap"):
		return "makeslice: cap out of range"
	}
	return ""
}

// PanicText is how Go prints a panic: "panic: boom".
func PanicText(v any) string { return "panic: " + panicValue(v) }

func panicValue(v any) string {
	switch v := v.(type) {
	case nil:
		return "nil"
	case error:
		return v.Error()
	case fmt.Stringer:
		return v.String()
	case string:
		return v
	}
	return fmt.Sprint(v)
}
