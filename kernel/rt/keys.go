package rt

import "reflect"

// Key returns k, the key to be looked for in a map of n elements, or one that holds
// interfaces. It panics if it cannot be hashed, as Go would, and names the type that the
// cell declared. Of a map without elements Go says it in other words.
func Key(k any, n int) any {
	if t := unhashable(k); t != "" {
		if n == 0 {
			panic(Error{"hash of unhashable type: " + t})
		}
		panic(runtimeError("hash of unhashable type " + t))
	}
	return k
}

// StoreKey is Key for an element that is assigned to. A nil map has a panic of its own.
func StoreKey(k any, isNil bool) any {
	if isNil {
		return k
	}
	return Key(k, 1)
}

// unhashable returns the name of the type that keeps x from being a key, or "".
func unhashable(x any) string {
	switch x.(type) {
	case nil, string, int, bool, float64:
		return ""
	}
	b, session := boxed(x)
	if !session {
		b.V = bare(x)
	}
	v := reflect.ValueOf(b.V)
	if !v.IsValid() || v.Comparable() {
		return ""
	}
	if v.Type().Comparable() {
		return unhashablePart(v)
	}
	if session {
		return b.T.Name
	}
	return v.Type().String()
}

// unhashablePart is unhashable for what is inside a struct, an array or an interface.
func unhashablePart(v reflect.Value) (name string) {
	switch v.Kind() {
	case reflect.Interface:
		if v.IsNil() {
			return ""
		}
		if v.CanInterface() {
			return unhashable(v.Interface())
		}
		return unhashablePart(v.Elem())
	case reflect.Struct:
		for i := 0; i < v.NumField() && name == ""; i++ {
			name = unhashablePart(v.Field(i))
		}
	case reflect.Array:
		for i := 0; i < v.Len() && name == ""; i++ {
			name = unhashablePart(v.Index(i))
		}
	default:
		if !v.Type().Comparable() {
			name = v.Type().String()
		}
	}
	return name
}
