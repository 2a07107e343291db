package rt

import (
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
)

// Print is fmt.Print.
func Print(a ...any) (int, error) { return emit(Append(nil, a...)) }

// Println is fmt.Println.
func Println(a ...any) (int, error) { return emit(Appendln(nil, a...)) }

// Printf is fmt.Printf.
func Printf(format string, a ...any) (int, error) { return emit(Appendf(nil, format, a...)) }

// Sprint is fmt.Sprint.
func Sprint(a ...any) string { return string(Append(nil, a...)) }

// Sprintln is fmt.Sprintln.
func Sprintln(a ...any) string { return fmt.Sprintln(operands(a)...) }

// Sprintf is fmt.Sprintf.
func Sprintf(format string, a ...any) string {
	format, a = directives(format, a, false)
	return fmt.Sprintf(format, a...)
}

// Fprint is fmt.Fprint.
func Fprint(w io.Writer, a ...any) (int, error) { return w.Write(Append(nil, a...)) }

// Fprintln is fmt.Fprintln.
func Fprintln(w io.Writer, a ...any) (int, error) { return fmt.Fprintln(w, operands(a)...) }

// Fprintf is fmt.Fprintf.
func Fprintf(w io.Writer, format string, a ...any) (int, error) {
	format, a = directives(format, a, false)
	return fmt.Fprintf(w, format, a...)
}

// Append is fmt.Append.
func Append(b []byte, a ...any) []byte {
	a = operands(a)
	if !hasString(a) {
		return fmt.Append(b, a...)
	}
	prev := true
	for i, x := range a {
		s := isString(x)
		if i > 0 && !s && !prev {
			b = append(b, ' ')
		}
		b, prev = fmt.Append(b, x), s
	}
	return b
}

// Appendln is fmt.Appendln.
func Appendln(b []byte, a ...any) []byte { return fmt.Appendln(b, operands(a)...) }

// Appendf is fmt.Appendf.
func Appendf(b []byte, format string, a ...any) []byte {
	format, a = directives(format, a, false)
	return fmt.Appendf(b, format, a...)
}

// Errorf is fmt.Errorf.
func Errorf(format string, a ...any) error {
	format, a = directives(format, a, true)
	return fmt.Errorf(format, a...)
}

// operands returns a without the wrappers that compiled interfaces need.
func operands(a []any) []any {
	for i, x := range a {
		if _, ok := unwrap(x); !ok {
			continue
		}
		c := append([]any(nil), a...)
		for ; i < len(c); i++ {
			c[i] = bare(c[i])
		}
		return c
	}
	return a
}

// hasString reports whether a box in a holds a string, which Print tells from other
// operands by looking at it.
func hasString(a []any) bool {
	for _, x := range a {
		if b, ok := boxed(x); ok && b.reflect().Kind() == reflect.String {
			return true
		}
	}
	return false
}

func isString(x any) bool {
	if b, ok := boxed(x); ok {
		return b.reflect().Kind() == reflect.String
	}
	return x != nil && reflect.TypeOf(x).Kind() == reflect.String
}

// directives prepares a call of a Printf: %T and %p of a box become verbs that the
// box sees, since package fmt answers these two itself, and so does a %w that does not
// fit. wraps is set for Errorf, where it fits an error. Of operands that no verb takes
// package fmt prints the types itself, so they get verbs.
func directives(format string, a []any, wraps bool) (string, []any) {
	a = operands(a)
	if !strings.ContainsAny(format, "Tpw*[") && strings.Count(format, "%") == len(a) && !strings.Contains(format, "%%") {
		last := format[strings.LastIndexByte(format, '%')+1:]
		if len(a) == 0 || strings.TrimLeft(last, "+-# 0.123456789") != "" { // each operand has a verb
			return format, a
		}
	}
	found := false
	for _, x := range a {
		if _, ok := boxed(x); ok {
			found = true
		}
	}
	if !found {
		return format, a
	}
	var out strings.Builder
	arg := 0          // the operand that the next verb takes
	numbered := false // a verb says which operand it takes
	for i := 0; i < len(format); {
		if format[i] != '%' {
			out.WriteByte(format[i])
			i++
			continue
		}
		start := i
		i++
	scan:
		for ; i < len(format); i++ {
			switch c := format[i]; {
			case strings.IndexByte("+-# 0.123456789", c) >= 0:
			case c == '*':
				a = counted(a, arg)
				arg++
			case c == '[':
				numbered = true
				end := strings.IndexByte(format[i:], ']')
				if end < 0 {
					break scan
				}
				n := 0
				if _, err := fmt.Sscanf(format[i+1:i+end], "%d", &n); err == nil {
					arg = n - 1
				}
				i += end
			default:
				break scan
			}
		}
		if i == len(format) {
			out.WriteString("%%!(NOVERB)")
			break
		}
		out.WriteString(format[start:i])
		verb := rune(format[i])
		if verb == '%' {
			out.WriteByte('%')
			i++
			continue
		}
		boxed := verb
		if arg >= 0 && arg < len(a) {
			boxed = boxVerb(verb, a[arg], wraps)
		}
		if boxed != verb {
			out.WriteRune(boxed)
		} else {
			out.WriteByte(format[i]) // a verb of several bytes follows as ordinary text
		}
		i++
		arg++
	}
	if !numbered && arg < len(a) {
		extra(&out, a, arg)
	}
	return out.String(), a
}

// counted returns a with the box that is a width or a precision as the number that it
// holds: package fmt looks at its kind.
func counted(a []any, arg int) []any {
	if arg < 0 || arg >= len(a) {
		return a
	}
	b, ok := boxed(a[arg])
	if !ok {
		return a
	}
	a = slices.Clone(a)
	switch v := b.reflect(); {
	case v.CanInt():
		a[arg] = v.Int()
	case v.CanUint():
		a[arg] = v.Uint()
	}
	return a
}

// extra adds to a format what package fmt says of operands that no verb takes.
func extra(out *strings.Builder, a []any, from int) {
	out.WriteString("%%!(EXTRA ")
	for i, x := range a[from:] {
		if i > 0 {
			out.WriteString(", ")
		}
		if x != nil {
			fmt.Fprintf(out, "%%[%d]%c=", from+i+1, boxVerb('T', x, false))
		}
		fmt.Fprintf(out, "%%[%d]v", from+i+1)
	}
	out.WriteByte(')')
}

// boxVerb is what stands for verb where x is its operand.
func boxVerb(verb rune, x any, wraps bool) rune {
	if _, ok := boxed(x); !ok {
		return verb
	}
	_, isError := x.(error)
	switch {
	case verb == 'T':
		return verbType
	case verb == 'p':
		return verbPointer
	case verb == 'w' && !(wraps && isError):
		return verbWrap
	}
	return verb
}
