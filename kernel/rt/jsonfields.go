package rt

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"sync"
	"unicode"

	"schedtick/kernel/program"
)

// jsonField is one member of a struct's JSON object.
type jsonField struct {
	name                                string
	index                               []int    // fields to go through, embedded ones first
	through                             []string // the names of the embedded ones
	t                                   *Type
	tagged, omitEmpty, omitZero, quoted bool
}

// compiled describes a type that no cell declares, reached by reflection.
func compiled(r reflect.Type) *Type {
	return &Type{Type: program.Type{Name: r.String(), Kind: program.Opaque}, rtype: r}
}

// member is field i of the struct type t.
func (t *Type) member(i int) (f program.Field, ft *Type) {
	if t.Kind == program.Struct && t.Erased {
		return t.Fields[i], typeOf(t.Fields[i].Type)
	}
	r := t.rtype.Field(i)
	return program.Field{Name: r.Name, Tag: string(r.Tag), Embedded: r.Anonymous}, compiled(r.Type)
}

// pointee is the element of a pointer type, or nil for another type.
func (t *Type) pointee() *Type {
	switch {
	case t.Kind == program.Pointer && t.Elem != 0:
		return t.elem()
	case !t.Erased && t.rtype != nil && t.rtype.Kind() == reflect.Pointer:
		return compiled(t.rtype.Elem())
	}
	return nil
}

// members is the number of t's fields; 0 if t is no struct.
func (t *Type) members() int {
	switch {
	case t.Kind == program.Struct && t.Erased:
		return len(t.Fields)
	case !t.Erased && t.rtype != nil && t.rtype.Kind() == reflect.Struct:
		return t.rtype.NumField()
	}
	return 0
}

func (t *Type) isStruct() bool {
	return t.Kind == program.Struct || !t.Erased && t.rtype != nil && t.rtype.Kind() == reflect.Struct
}

// jsonFieldCache holds the fields of types: *Type -> []jsonField.
var jsonFieldCache sync.Map

// jsonFields lists the members of the struct type t in the order in which they are
// written. Of fields with one name the least nested counts, among these one
// with a tag; if there are several, none does.
func (t *Type) jsonFields() []jsonField {
	if f, ok := jsonFieldCache.Load(t); ok {
		return f.([]jsonField)
	}
	type level struct {
		t       *Type
		index   []int
		through []string
	}
	var all []jsonField
	visited := map[any]bool{}
	identity := func(t *Type) any {
		if t.Erased {
			return t.ID
		}
		return t.rtype
	}
	count := map[any]int{}
	for current := []level{{t: t}}; len(current) > 0; {
		var next []level
		nextCount := map[any]int{}
		for _, l := range current {
			if visited[identity(l.t)] {
				continue
			}
			visited[identity(l.t)] = true
			for i := range l.t.members() {
				f, ft := l.t.member(i)
				inner := ft
				if p := ft.pointee(); p != nil && !ft.Named {
					inner = p
				}
				tag := reflect.StructTag(f.Tag).Get("json")
				if tag == "-" || !exported(f.Name) && !(f.Embedded && inner.isStruct()) {
					continue
				}
				name, options, _ := strings.Cut(tag, ",")
				if !validJSONName(name) {
					name = ""
				}
				index := append(slices.Clone(l.index), i)
				if name == "" && f.Embedded && inner.isStruct() {
					if nextCount[identity(inner)]++; nextCount[identity(inner)] == 1 {
						next = append(next, level{inner, index, append(slices.Clone(l.through), f.Name)})
					}
					continue
				}
				has := func(o string) bool { return slices.Contains(strings.Split(options, ","), o) }
				field := jsonField{cmp.Or(name, f.Name), index, l.through, ft, name != "", has("omitempty"), has("omitzero"), has("string") && scalar(inner)}
				all = append(all, field)
				if count[identity(l.t)] > 1 {
					all = append(all, field) // twice at one depth: it hides itself
				}
			}
		}
		current, count = next, nextCount
	}
	slices.SortStableFunc(all, func(a, b jsonField) int {
		return cmp.Or(strings.Compare(a.name, b.name), cmp.Compare(len(a.index), len(b.index)), cmp.Compare(btoi(b.tagged), btoi(a.tagged)), slices.Compare(a.index, b.index))
	})
	var out []jsonField
	for i := 0; i < len(all); {
		k := i + 1
		for k < len(all) && all[k].name == all[i].name {
			k++
		}
		if k == i+1 || len(all[i].index) != len(all[i+1].index) || all[i].tagged != all[i+1].tagged {
			out = append(out, all[i])
		}
		i = k
	}
	slices.SortFunc(out, func(a, b jsonField) int { return slices.Compare(a.index, b.index) })
	jsonFieldCache.Store(t, out)
	return out
}

// scalar reports whether the option "string" holds for values of t.
func scalar(t *Type) bool {
	if t.rtype == nil {
		return false
	}
	k := t.rtype.Kind()
	return k >= reflect.Bool && k <= reflect.Float64 || k == reflect.String
}

func validJSONName(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", r) && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// of finds the field in v, a struct of type t. It makes what embedded pointers on the
// way are to point to if grow is set; else a nil one means that there is no field.
func (f *jsonField) of(t *Type, v reflect.Value, grow bool) (reflect.Value, bool) {
	for n, i := range f.index {
		if n > 0 {
			if v.Kind() == reflect.Interface && grow && v.IsNil() {
				v.Set(reflect.New(t.rtype.Elem()))
			}
			v = t.opened(v)
			if e := t.pointee(); e != nil {
				if v.IsNil() && !grow {
					return v, false
				}
				if v.IsNil() {
					v.Set(reflect.New(v.Type().Elem()))
				}
				v, t = target(v, e), e
			}
		}
		_, ft := t.member(i)
		v, t = v.Field(i), ft
	}
	return v, true
}

// zero reports whether v is to be left out by the option "omitzero".
func (f *jsonField) zero(v reflect.Value) bool {
	v = f.t.opened(v)
	if z, ok := f.t.method("IsZero").(func(any) bool); ok {
		return z(f.t.boxOf(v))
	}
	if z, ok := v.Interface().(interface{ IsZero() bool }); ok && !(v.Kind() == reflect.Pointer && v.IsNil()) {
		return z.IsZero()
	}
	return v.IsZero()
}
