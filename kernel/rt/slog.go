//nolint:revive // the lowering puts the site first, in every call
package rt

import (
	"context"
	"fmt"
	"io"
	"log"
	"log/slog"
	"reflect"
	"time"
)

// SlogMsg is slog.Debug, Info, Warn or Error.
func SlogMsg(site, level int, msg string, args ...any) {
	SloggerMsg(site, slog.Default(), level, msg, args...)
}

// SlogMsgContext is slog.DebugContext and so on.
func SlogMsgContext(site, level int, ctx context.Context, msg string, args ...any) {
	SloggerLog(site, slog.Default(), ctx, slog.Level(level), msg, args...)
}

// SlogLog is slog.Log.
func SlogLog(site int, ctx context.Context, level slog.Level, msg string, args ...any) {
	SloggerLog(site, slog.Default(), ctx, level, msg, args...)
}

// SlogLogAttrs is slog.LogAttrs.
func SlogLogAttrs(site int, ctx context.Context, level slog.Level, msg string, attrs ...slog.Attr) {
	SloggerLogAttrs(site, slog.Default(), ctx, level, msg, attrs...)
}

// SloggerMsg is l.Debug, Info, Warn or Error.
func SloggerMsg(site int, l *slog.Logger, level int, msg string, args ...any) {
	SloggerLog(site, l, context.Background(), slog.Level(level), msg, args...)
}

// SloggerMsgContext is l.DebugContext and so on.
func SloggerMsgContext(site int, l *slog.Logger, level int, ctx context.Context, msg string, args ...any) {
	SloggerLog(site, l, ctx, slog.Level(level), msg, args...)
}

// SloggerLog is l.Log.
func SloggerLog(site int, l *slog.Logger, ctx context.Context, level slog.Level, msg string, args ...any) {
	slogRecord(site, l, ctx, level, msg, func(r *slog.Record) { r.Add(LogValues(args)...) })
}

// SloggerLogAttrs is l.LogAttrs.
func SloggerLogAttrs(site int, l *slog.Logger, ctx context.Context, level slog.Level, msg string, attrs ...slog.Attr) {
	slogRecord(site, l, ctx, level, msg, func(r *slog.Record) { r.AddAttrs(attrs...) })
}

// nowhere is a program counter of no function: package slog would name the place in the
// interpreter that calls it.
const nowhere = 1

// slogRecord hands a record to l's handler.
func slogRecord(site int, l *slog.Logger, ctx context.Context, level slog.Level, msg string, add func(*slog.Record)) {
	if ctx == nil {
		ctx = context.Background()
	}
	if !l.Enabled(ctx, level) {
		return
	}
	r := slog.NewRecord(time.Now(), level, msg, nowhere)
	add(&r)
	own := current().needs()
	outer := own.logs
	own.logs = site
	defer func() { own.logs = outer }()
	_ = defaultAt(l.Handler(), site).Handle(ctx, r)
}

// defaultAt is h, if that is the handler that prints by package log, with the line of a
// cell where log is to print one.
func defaultAt(h slog.Handler, site int) slog.Handler {
	if log.Flags()&(log.Lshortfile|log.Llongfile) == 0 {
		return h
	}
	p := reflect.ValueOf(h)
	if p.Type().String() != "*slog.defaultHandler" {
		return h
	}
	its := reflect.New(p.Type().Elem())
	its.Elem().Set(p.Elem())
	output := its.Elem().FieldByName("output") // TestSlogLayout guards it
	*(*func(uintptr, []byte) error)(output.Addr().UnsafePointer()) = func(_ uintptr, line []byte) error {
		return logLine(site, log.Default(), string(line))
	}
	return its.Interface().(slog.Handler)
}

// source is the line whose record this goroutine is handling, nil if it handles none.
func source() *slog.Source {
	at, ok := Site(current().has().logs)
	if !ok {
		return nil
	}
	return &slog.Source{Function: at.Func, File: at.Name, Line: at.Line}
}

// SlogSource is r.Source.
func SlogSource(_ int, r slog.Record) *slog.Source {
	if r.PC != nowhere {
		return r.Source()
	}
	return source()
}

// SlogTextHandler is slog.NewTextHandler.
func SlogTextHandler(w io.Writer, o *slog.HandlerOptions) *slog.TextHandler {
	return slog.NewTextHandler(w, placed(o))
}

// SlogJSONHandler is slog.NewJSONHandler.
func SlogJSONHandler(w io.Writer, o *slog.HandlerOptions) *slog.JSONHandler {
	return slog.NewJSONHandler(w, placed(o))
}

// placed is o for a handler that names the lines of cells.
func placed(o *slog.HandlerOptions) *slog.HandlerOptions {
	if o == nil || !o.AddSource {
		return o
	}
	with, replace := *o, o.ReplaceAttr
	with.ReplaceAttr = func(groups []string, a slog.Attr) slog.Attr {
		if empty, ok := a.Value.Any().(*slog.Source); ok && len(groups) == 0 && a.Key == slog.SourceKey && *empty == (slog.Source{}) {
			if at := source(); at != nil {
				a.Value = slog.AnyValue(at)
			}
		}
		if replace != nil {
			a = replace(groups, a)
		}
		return a
	}
	return &with
}

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
