package rt

import (
	"context"
	"reflect"
	"sync"
	"sync/atomic"
)

// Compiled code that compares the types of what it keeps, or names them, sees boxes,
// which are all alike. These ask the user's types.

// AtomicStore is a.Store(x).
func AtomicStore(_ int, a *atomic.Value, x any) {
	oneType("store of", a.Load(), x)
	a.Store(bare(x))
}

// AtomicSwap is a.Swap(x).
func AtomicSwap(_ int, a *atomic.Value, x any) any {
	oneType("swap of", a.Load(), x)
	return a.Swap(bare(x))
}

// AtomicCompareAndSwap is a.CompareAndSwap(old, x).
func AtomicCompareAndSwap(_ int, a *atomic.Value, old, x any) bool {
	if old != nil && x != nil && TypeName(old) != TypeName(x) {
		panic("sync/atomic: compare and swap of inconsistently typed values")
	}
	now := a.Load()
	oneType("compare and swap of", now, x)
	if now != nil && old != nil {
		Equal(now, old) // panics in the words of the user's type
	}
	return a.CompareAndSwap(bare(old), bare(x))
}

// SyncMapCompareAndSwap is m.CompareAndSwap(key, old, x).
func SyncMapCompareAndSwap(_ int, m *sync.Map, key, old, x any) bool {
	compareStored(m, key, old)
	return m.CompareAndSwap(key, old, x)
}

// SyncMapCompareAndDelete is m.CompareAndDelete(key, old).
func SyncMapCompareAndDelete(_ int, m *sync.Map, key, old any) bool {
	compareStored(m, key, old)
	return m.CompareAndDelete(key, old)
}

// compareStored panics, in the words of the user's type, if old cannot be compared with
// what m holds for key.
func compareStored(m *sync.Map, key, old any) {
	if _, ok := boxed(old); !ok {
		return
	}
	if now, ok := m.Load(key); ok {
		Equal(now, old)
	}
}

// oneType panics if an atomic.Value that holds now cannot take x.
func oneType(what string, now, x any) {
	a, ok := boxed(now)
	b, both := boxed(x)
	if ok && both && a.T != b.T {
		panic("sync/atomic: " + what + " inconsistently typed value into Value")
	}
}

// ContextWithValue is context.WithValue.
func ContextWithValue(parent context.Context, key, value any) context.Context {
	k, cellKey := boxed(key)
	_, cellValue := boxed(value)
	if !cellKey && !cellValue || parent == nil {
		return context.WithValue(parent, key, value)
	}
	if t := reflect.TypeOf(k.V); cellKey && t != nil && !t.Comparable() {
		panic("key is not comparable")
	}
	if key == nil {
		panic("nil key")
	}
	return &valueContext{parent, key, value}
}

// valueContext is a context with a value of a cell's type, which it can name.
type valueContext struct {
	context.Context
	key, value any
}

// Value returns the value for key.
func (c *valueContext) Value(key any) any {
	if Equal(key, c.key) {
		return c.value
	}
	return c.Context.Value(key)
}

// String is as of a context of package context.
func (c *valueContext) String() string {
	parent, ok := c.Context.(interface{ String() string })
	name := ""
	if ok {
		name = parent.String()
	} else {
		name = TypeName(bare(c.Context))
	}
	return name + ".WithValue(" + contextText(c.key) + ", " + contextText(c.value) + ")"
}

func contextText(x any) string {
	switch x := x.(type) {
	case interface{ String() string }:
		return x.String()
	case string:
		return x
	}
	return TypeName(bare(x))
}
