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

// SortFunc is slices.SortFunc, or SortStableFunc, of the slice x, where cmp
// compares elements by the places that they had at first.
//
// What is sorted are these places. How the algorithm moves elements depends on
// nothing but what cmp returns, so the result is the same; and it moves them by
// swapping, so a panic of cmp leaves the slice as it would have been.
func SortFunc(x any, stable bool, cmp func(i, j int) int) {
	v := reflect.ValueOf(erased(x))
	from := make([]int, v.Len())
	for i := range from {
		from[i] = i
	}
	defer func() {
		sorted := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for to, i := range from {
			sorted.Index(to).Set(v.Index(i))
		}
		reflect.Copy(v, sorted)
	}()
	if stable {
		slices.SortStableFunc(from, cmp)
	} else {
		slices.SortFunc(from, cmp)
	}
}
