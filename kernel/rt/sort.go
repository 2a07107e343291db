package rt

import (
	"cmp"
	"reflect"
	"slices"
	"unsafe"
)

// Sort is slices.Sort of a slice whose elements are of an ordered type.
func Sort(x any) {
	v := reflect.ValueOf(erased(x))
	switch v.Type().Elem().Kind() {
	case reflect.Int:
		sortAs[int](v)
	case reflect.Int8:
		sortAs[int8](v)
	case reflect.Int16:
		sortAs[int16](v)
	case reflect.Int32:
		sortAs[int32](v)
	case reflect.Int64:
		sortAs[int64](v)
	case reflect.Uint:
		sortAs[uint](v)
	case reflect.Uint8:
		sortAs[uint8](v)
	case reflect.Uint16:
		sortAs[uint16](v)
	case reflect.Uint32:
		sortAs[uint32](v)
	case reflect.Uint64:
		sortAs[uint64](v)
	case reflect.Uintptr:
		sortAs[uintptr](v)
	case reflect.Float32:
		sortAs[float32](v)
	case reflect.Float64:
		sortAs[float64](v)
	case reflect.String:
		sortAs[string](v)
	}
}

// sortAs sorts a slice whose elements are T underneath.
func sortAs[T cmp.Ordered](v reflect.Value) {
	slices.Sort(unsafe.Slice((*T)(v.UnsafePointer()), v.Len()))
}

// SortFunc is slices.SortFunc, or SortStableFunc, of the slice x with the
// function cmp, func(a, b E) int.
//
// What is sorted are the places of the elements. How the algorithm moves
// elements depends on nothing but what cmp returns, so the result is the same;
// and it moves them by swapping, so a panic of cmp leaves the slice as it would
// have been.
func SortFunc(x, cmp any, stable bool) {
	v, f := reflect.ValueOf(erased(x)), reflect.ValueOf(erased(cmp))
	from := make([]int, v.Len())
	for i := range from {
		from[i] = i
	}
	var compare func(i, j int) int
	switch c := erased(cmp).(type) {
	case func(a, b int) int:
		compare = places(v, c)
	case func(a, b string) int:
		compare = places(v, c)
	case func(a, b float64) int:
		compare = places(v, c)
	default:
		elems := make([]reflect.Value, v.Len())
		for i := range elems {
			elems[i] = v.Index(i)
		}
		compare = func(i, j int) int {
			return int(f.Call([]reflect.Value{elems[i], elems[j]})[0].Int())
		}
	}
	defer func() {
		sorted := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for to, i := range from {
			sorted.Index(to).Set(v.Index(i))
		}
		reflect.Copy(v, sorted)
	}()
	if stable {
		slices.SortStableFunc(from, compare)
	} else {
		slices.SortFunc(from, compare)
	}
}

// places compares elements of the slice v by their places.
func places[T any](v reflect.Value, cmp func(a, b T) int) func(i, j int) int {
	elems := unsafe.Slice((*T)(v.UnsafePointer()), v.Len())
	return func(i, j int) int { return cmp(elems[i], elems[j]) }
}
