package kerneltest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// check says what is wrong with a JSON value, or nil.
type check func(json.RawMessage) error

// fields are the checks of an object's fields. A name that ends in ? may be
// absent. Fields that are not named are free.
type fields map[string]check

func (f fields) check(data json.RawMessage) error {
	var obj map[string]json.RawMessage
	if err := json.Unmarshal(data, &obj); err != nil || obj == nil {
		return fmt.Errorf("%s is not an object", short(data))
	}
	for name, c := range f {
		key, optional := strings.CutSuffix(name, "?")
		v, ok := obj[key]
		if !ok {
			if optional {
				continue
			}
			return fmt.Errorf("%s is missing", key)
		}
		if err := c(v); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	}
	return nil
}

// is accepts what encoding/json can read into a T, but not null.
func is[T any](data json.RawMessage) error {
	var v T
	if string(data) == "null" {
		return fmt.Errorf("is null")
	}
	if err := json.Unmarshal(data, &v); err != nil {
		return fmt.Errorf("%s is not %T", short(data), v)
	}
	return nil
}

// nonEmpty accepts a string that is not empty.
func nonEmpty(data json.RawMessage) error {
	if err := is[string](data); err != nil {
		return err
	}
	if string(data) == `""` {
		return fmt.Errorf("is empty")
	}
	return nil
}

// matches accepts a string that contains a match of pattern.
func matches(pattern string) check {
	re := regexp.MustCompile(`(?s)` + pattern)
	return func(data json.RawMessage) error {
		var s string
		if err := json.Unmarshal(data, &s); err != nil || string(data) == "null" {
			return fmt.Errorf("%s is not a string", short(data))
		}
		if !re.MatchString(s) {
			return fmt.Errorf("%q does not match %s", s, pattern)
		}
		return nil
	}
}

// oneOf accepts one of a few strings.
func oneOf(values ...string) check {
	return func(data json.RawMessage) error {
		var s string
		if err := json.Unmarshal(data, &s); err != nil || !slices.Contains(values, s) {
			return fmt.Errorf("%s is none of %q", short(data), values)
		}
		return nil
	}
}

// listOf accepts a list of what item accepts.
func listOf(item check) check {
	return func(data json.RawMessage) error {
		var list []json.RawMessage
		if err := json.Unmarshal(data, &list); err != nil || list == nil {
			return fmt.Errorf("%s is not a list", short(data))
		}
		for i, v := range list {
			if err := item(v); err != nil {
				return fmt.Errorf("[%d]: %w", i, err)
			}
		}
		return nil
	}
}

// dictOf accepts an object whose values value accepts.
func dictOf(value check) check {
	return func(data json.RawMessage) error {
		var obj map[string]json.RawMessage
		if err := json.Unmarshal(data, &obj); err != nil || obj == nil {
			return fmt.Errorf("%s is not an object", short(data))
		}
		for k, v := range obj {
			if err := value(v); err != nil {
				return fmt.Errorf("%s: %w", k, err)
			}
		}
		return nil
	}
}

// object accepts any object.
func object(data json.RawMessage) error { return fields{}.check(data) }

// byField applies the check that belongs to the value of a string field.
func byField(name string, cases map[string]fields) check {
	return func(data json.RawMessage) error {
		var obj map[string]json.RawMessage
		if err := json.Unmarshal(data, &obj); err != nil {
			return fmt.Errorf("%s is not an object", short(data))
		}
		var s string
		if err := json.Unmarshal(obj[name], &s); err != nil {
			return fmt.Errorf("%s is missing or no string", name)
		}
		f, ok := cases[s]
		if !ok {
			return fmt.Errorf("%s: %q is not allowed", name, s)
		}
		if err := f.check(data); err != nil {
			return fmt.Errorf("with %s %s: %w", name, s, err)
		}
		return nil
	}
}

// date accepts ISO 8601 with a zone.
func date(data json.RawMessage) error {
	var s string
	if err := json.Unmarshal(data, &s); err != nil {
		return fmt.Errorf("%s is not a string", short(data))
	}
	if _, err := time.Parse(time.RFC3339Nano, s); err != nil {
		return fmt.Errorf("%q is not a date with a zone", s)
	}
	return nil
}

// bundle accepts a MIME bundle: text types hold a string.
func bundle(data json.RawMessage) error {
	var obj map[string]json.RawMessage
	if err := json.Unmarshal(data, &obj); err != nil || obj == nil {
		return fmt.Errorf("%s is not a MIME bundle", short(data))
	}
	for mime, v := range obj {
		if !strings.Contains(mime, "/") {
			return fmt.Errorf("%q is not a MIME type", mime)
		}
		if mime == "application/json" || strings.HasSuffix(mime, "+json") {
			continue
		}
		if err := is[string](v); err != nil {
			return fmt.Errorf("%s: %w", mime, err)
		}
	}
	return nil
}

func short(data []byte) string {
	if len(data) == 0 {
		return "nothing"
	}
	if len(data) > 80 {
		return string(data[:80]) + "…"
	}
	return string(data)
}
