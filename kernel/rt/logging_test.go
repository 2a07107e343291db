package rt

import (
	"io"
	"log"
	"log/slog"
	"reflect"
	"testing"
	"unsafe"
)

// A release of Go that keeps its loggers in another shape shows here.
func TestLoggerLayout(t *testing.T) {
	l, ours := reflect.TypeFor[log.Logger](), reflect.TypeFor[loggerLayout]()
	for i := range ours.NumField() {
		if got, want := l.Field(i), ours.Field(i); got.Name != want.Name || got.Type != want.Type || got.Offset != want.Offset {
			t.Errorf("field %d of log.Logger is %s %v at %d, not %s %v at %d", i, got.Name, got.Type, got.Offset, want.Name, want.Type, want.Offset)
		}
	}
	logger := log.New(io.Discard, "", 0)
	if got := (*loggerLayout)(unsafe.Pointer(logger)).out; got != io.Discard {
		t.Errorf("the writer of a logger is %v", got)
	}
}

func TestSlogLayout(t *testing.T) {
	h := reflect.TypeOf(slog.New(slog.Default().Handler()).Handler())
	if h.String() != "*slog.defaultHandler" {
		t.Fatalf("the default handler is a %v", h)
	}
	f, ok := h.Elem().FieldByName("output")
	if !ok || f.Type != reflect.TypeFor[func(uintptr, []byte) error]() {
		t.Errorf("it has no func(uintptr, []byte) error called output: %v", f)
	}
}
