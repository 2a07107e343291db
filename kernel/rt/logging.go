package rt

import (
	"fmt"
	"log"
	"log/slog"
)

// LogFatal is log.Fatal.
func LogFatal(v ...any) { log.Print(v...); Exit(1) }

// LogFatalln is log.Fatalln.
func LogFatalln(v ...any) { log.Println(v...); Exit(1) }

// LogFatalf is log.Fatalf.
func LogFatalf(format string, v ...any) { log.Printf(format, v...); Exit(1) }

// LogPanic is log.Panic.
func LogPanic(v ...any) { s := Sprint(v...); log.Print(s); Panic(0, s) }

// LogPanicln is log.Panicln.
func LogPanicln(v ...any) { s := Sprintln(v...); log.Print(s); Panic(0, s) }

// LogPanicf is log.Panicf.
func LogPanicf(format string, v ...any) { s := Sprintf(format, v...); log.Print(s); Panic(0, s) }

// LogValue is x as package log/slog is given it: a box with the methods that slog looks
// for, if the user's type has them, and without those that it has not. An error prints
// its text only where it is no json.Marshaler, which all other boxes are.
func LogValue(x any) any {
	b, ok := boxed(x)
	if !ok {
		return x
	}
	if _, ok := b.T.method("LogValue").(func(any) slog.Value); ok {
		return logBox{b}
	}
	err, ok := x.(error)
	if !ok || b.T.method("MarshalJSON") != nil {
		return x
	}
	if _, ok := b.T.method("MarshalText").(func(any) ([]byte, error)); ok {
		return loggedTextError{loggedError{err}}
	}
	return loggedError{err}
}

// LogValues is LogValue of each.
func LogValues(xs []any) []any {
	out := make([]any, len(xs))
	for i, x := range xs {
		out[i] = LogValue(x)
	}
	return out
}

// The kinds of value that slog sees.
type (
	logBox          struct{ Boxed }
	loggedError     struct{ error }
	loggedTextError struct{ loggedError }
)

var _ slog.LogValuer = logBox{}

// LogValue is the type's own.
func (b logBox) LogValue() slog.Value {
	return b.T.method("LogValue").(func(any) slog.Value)(b.T.box(b.V))
}

// Unwrap returns the error as the cell knows it.
func (e loggedError) Unwrap() error { return e.error }

// Format prints the error as the cell's own would be.
func (e loggedError) Format(s fmt.State, verb rune) { e.error.(fmt.Formatter).Format(s, verb) }

// MarshalText is the type's own.
func (e loggedTextError) MarshalText() ([]byte, error) {
	b, _ := boxed(e.error)
	return b.T.method("MarshalText").(func(any) ([]byte, error))(b.T.box(b.V))
}
