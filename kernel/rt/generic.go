package rt

import (
	"reflect"
	"sync/atomic"
	"unique"
	"unsafe"
	"weak"
)

// SlicesOverlap reports whether two slices of one type share memory.
func SlicesOverlap(a, b any) bool {
	x, y := reflect.ValueOf(erased(a)), reflect.ValueOf(erased(b))
	size := x.Type().Elem().Size()
	if x.Len() == 0 || y.Len() == 0 || size == 0 {
		return false
	}
	p, q := x.Pointer(), y.Pointer()
	return p < q+uintptr(y.Len())*size && q < p+uintptr(x.Len())*size
}

// pointerIn is the pointer that an interface value of pointer type holds.
func pointerIn(p any) unsafe.Pointer {
	if p == nil {
		return nil
	}
	return reflect.ValueOf(p).UnsafePointer()
}

// setPointer stores v in *p, where p is a pointer to a pointer of any type.
func setPointer(p any, v unsafe.Pointer) { *(*unsafe.Pointer)(pointerIn(p)) = v }

// AtomicPointer is an atomic.Pointer of any type of pointer. The lowering sees
// to it that one variable only ever gets one type.
type AtomicPointer struct {
	_ [0]*byte
	_ noCopy
	v unsafe.Pointer
}

type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// PointerLoad loads *a into *p.
func PointerLoad(a *AtomicPointer, p any) { setPointer(p, atomic.LoadPointer(&a.v)) }

// PointerStore stores the pointer v in *a.
func PointerStore(a *AtomicPointer, v any) { atomic.StorePointer(&a.v, pointerIn(v)) }

// PointerSwap stores v in *a and the old pointer in *p.
func PointerSwap(a *AtomicPointer, v, p any) { setPointer(p, atomic.SwapPointer(&a.v, pointerIn(v))) }

// PointerCAS stores v in *a if *a is old.
func PointerCAS(a *AtomicPointer, old, v any) bool {
	return atomic.CompareAndSwapPointer(&a.v, pointerIn(old), pointerIn(v))
}

// Handle is a unique.Handle of any type. Handles of different types are never
// compared, so that the value's dynamic type does not matter.
type Handle struct{ value unique.Handle[any] }

// UniqueMake is unique.Make; v is in its box.
func UniqueMake(v any) Handle { return Handle{unique.Make(v)} }

// UniqueValue is the value of a handle, in its box.
func UniqueValue(h Handle) any {
	if h == (Handle{}) {
		panic(nilDereference())
	}
	return h.value.Value()
}

// WeakPointer is a weak.Pointer of any type of pointer.
type WeakPointer struct{ p weak.Pointer[byte] }

// WeakMake is weak.Make of the pointer p.
func WeakMake(p any) WeakPointer { return WeakPointer{weak.Make((*byte)(pointerIn(p)))} }

// WeakValue stores in *p what w points to, nil if it is gone.
func WeakValue(w WeakPointer, p any) { setPointer(p, unsafe.Pointer(w.p.Value())) }
