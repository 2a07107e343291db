package rt

import (
	"fmt"
	"html"
	"image"
	"reflect"
	"strings"

	"schedtick/kernel/display"
	"schedtick/kernel/program"
)

// Result shows the value of a cell's last expression; id is its static type, 0 when
// the interface value says it. It may be called several times, for a tuple.
func Result(id int, v any) {
	current().check()
	FlushOutput()
	display.Result(Format(id, v))
}

// Format returns v, of type id, in the forms it can be shown in: always text/plain;
// pictures as PNG, slices of structs and maps as a small table too.
func Format(id int, v any) display.Bundle {
	if _, ok := boxed(v); !ok && id != 0 {
		v = Box(id, v)
	}
	v = bare(v)
	if img, ok := v.(image.Image); ok && !isNil(v) {
		if b, err := display.Image(img); err == nil {
			return b
		}
	}
	b := display.Bundle{display.MIMEText: string(PlainNative([]byte(viewText(v, viewBytes))))}
	if t := table(v); t != "" {
		b[display.MIMEHTML] = t
	}
	return b
}

func isNil(v any) bool {
	r := reflect.ValueOf(v)
	return r.Kind() == reflect.Pointer && r.IsNil()
}

const (
	tableRows    = 50
	tableColumns = 20
	tableCell    = 200 // bytes of a cell's text
)

// shape is a value and its type as view takes them: t nil for compiled types.
type shape struct {
	t *Type
	v reflect.Value
}

func shapeOf(x any) shape {
	if b, ok := boxed(x); ok {
		return shape{b.T, b.reflect()}
	}
	return shape{nil, reflect.ValueOf(x)}
}

func (s shape) text(open bool) string {
	w := &view{limit: tableCell}
	w.value(s.t, s.v, 1, open)
	t := w.b.String()
	if len(t) > tableCell {
		t = strings.ToValidUTF8(t[:tableCell], "") + "…"
	}
	return t
}

// table returns v as an HTML table if it is a slice of structs or a map, else "".
func table(v any) string {
	if v == nil {
		return ""
	}
	s := shapeOf(v)
	if s.t != nil && s.t.boxKind() != plain {
		return ""
	}
	if _, ok := v.(fmt.Stringer); ok && s.t == nil {
		return ""
	}
	switch s.v.Kind() {
	case reflect.Map:
		if s.v.Len() == 0 {
			return ""
		}
		return mapTable(s)
	case reflect.Slice, reflect.Array:
		if s.v.Len() == 0 {
			return ""
		}
		return structTable(s)
	}
	return ""
}

func mapTable(s shape) string {
	var rows [][]string
	key, elem := part(s.t, (*Type).key), part(s.t, (*Type).elem)
	columns, _ := fieldsOf(elem, s.v.Type().Elem())
	for _, e := range someEntries(s.v, tableRows) {
		row := []string{shape{key, e.key}.text(true)}
		if columns != nil {
			row = append(row, structRow(shape{elem, e.value}, len(columns))...)
		} else {
			row = append(row, shape{elem, e.value}.text(true))
		}
		rows = append(rows, row)
	}
	if columns == nil {
		columns = []string{"value"}
	}
	return renderTable(append([]string{"key"}, columns...), rows, s.v.Len()-len(rows))
}

func structTable(s shape) string {
	elem := part(s.t, (*Type).elem)
	columns, ok := fieldsOf(elem, s.v.Type().Elem())
	if !ok {
		return ""
	}
	var rows [][]string
	for i := range min(s.v.Len(), tableRows) {
		rows = append(rows, structRow(shape{elem, s.v.Index(i)}, len(columns)))
	}
	return renderTable(columns, rows, s.v.Len()-len(rows))
}

// fieldsOf returns the field names of a struct type, or of what a pointer type
// points to, unless values of it have a text of their own.
func fieldsOf(t *Type, r reflect.Type) (names []string, ok bool) {
	if t != nil && t.Erased {
		if t.boxKind() != plain {
			return nil, false
		}
		if t.Kind == program.Pointer {
			t = t.elem()
		}
		if t.Kind != program.Struct || t.boxKind() != plain {
			return nil, false
		}
		for _, f := range t.Fields {
			names = append(names, f.Name)
		}
	} else {
		if r.Implements(stringerType) || r.Implements(errorType) {
			return nil, false
		}
		if r.Kind() == reflect.Pointer {
			r = r.Elem()
		}
		if r.Kind() != reflect.Struct || r.Implements(stringerType) {
			return nil, false
		}
		for i := range r.NumField() {
			names = append(names, r.Field(i).Name)
		}
	}
	if len(names) == 0 || len(names) > tableColumns {
		return nil, false
	}
	return names, true
}

func structRow(s shape, n int) []string {
	row := make([]string, n)
	if s.v.Kind() == reflect.Pointer {
		if s.v.IsNil() {
			row[0] = "<nil>"
			return row
		}
		if s.t != nil && s.t.Erased {
			e := s.t.elem()
			s = shape{e, target(s.v, e)}
		} else {
			s = shape{nil, s.v.Elem()}
		}
	}
	for i := range row {
		var t *Type
		name := s.v.Type().Field(i).Name
		if s.t != nil && s.t.Erased {
			t, name = typeOf(s.t.Fields[i].Type), s.t.Fields[i].Name
		}
		row[i] = shape{t, s.v.Field(i)}.text(exported(name))
	}
	return row
}

// renderTable writes a table without any style of its own: notebooks have one, and
// strip others from untrusted files.
func renderTable(columns []string, rows [][]string, more int) string {
	var b strings.Builder
	b.WriteString("<table><thead><tr>")
	for _, c := range columns {
		b.WriteString("<th>" + html.EscapeString(c) + "</th>")
	}
	b.WriteString("</tr></thead><tbody>")
	for _, r := range rows {
		b.WriteString("<tr>")
		for _, c := range r {
			b.WriteString("<td>" + html.EscapeString(c) + "</td>")
		}
		b.WriteString("</tr>")
	}
	if more > 0 {
		fmt.Fprintf(&b, "<tr><td colspan=%q>… %d more</td></tr>", fmt.Sprint(len(columns)), more)
	}
	b.WriteString("</tbody></table>")
	return b.String()
}
