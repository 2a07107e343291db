package rt

import "testing"

// Values that contain themselves are looked through once.
func TestWholeOfItself(t *testing.T) {
	s := []any{1, nil}
	s[1] = s
	m := map[string]any{"s": s[:1]}
	m["m"] = &m
	if Whole("f", m) == nil || Whole("f", s) == nil {
		t.Error("it is gone")
	}
}
