package session

import "go/types"

// members are the fields and methods that a selector on a value of the type, which may
// have an address, can name from a cell, promoted ones included.
func members(t types.Type, addressable bool) []types.Object {
	seen := make(map[string]bool)
	var list []types.Object
	add := func(obj types.Object) {
		if !visible(obj) || seen[obj.Name()] {
			return
		}
		seen[obj.Name()] = true
		list = append(list, obj)
	}
	for _, f := range fields(t) {
		add(f)
	}
	recv := t
	if _, ptr := t.Underlying().(*types.Pointer); addressable && !ptr && !types.IsInterface(t) {
		recv = types.NewPointer(t)
	}
	methods := types.NewMethodSet(recv)
	for i := range methods.Len() {
		add(methods.At(i).Obj())
	}
	return list
}

// visible reports whether a cell may name the member.
func visible(obj types.Object) bool {
	if Hidden(obj) {
		return false
	}
	return obj.Exported() || obj.Pkg() != nil && obj.Pkg().Path() == "main"
}

// fields are the fields of a struct or of what a pointer to one points to, by
// depth. A name that stands twice at one depth is ambiguous and left out.
func fields(t types.Type) []*types.Var {
	var list []*types.Var
	found := make(map[string]bool)
	visited := make(map[types.Type]bool)
	for level := []types.Type{t}; len(level) > 0; {
		var next []types.Type
		var here []*types.Var
		count := make(map[string]int)
		for _, t := range level {
			st := structOf(t)
			if st == nil || visited[st] {
				continue
			}
			visited[st] = true
			for f := range st.Fields() {
				here = append(here, f)
				count[f.Name()]++
				if f.Embedded() {
					next = append(next, f.Type())
				}
			}
		}
		for _, f := range here {
			if !found[f.Name()] && count[f.Name()] == 1 {
				list = append(list, f)
			}
		}
		for name := range count {
			found[name] = true
		}
		level = next
	}
	return list
}

// structOf is the struct type behind a type, a pointer to it followed, or nil.
func structOf(t types.Type) *types.Struct {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, _ := t.Underlying().(*types.Struct)
	return st
}
