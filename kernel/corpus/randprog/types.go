package randprog

import (
	"fmt"
	"strings"
)

// A kind is the shape of a typ, below its name.
type kind int

const (
	kInt kind = iota // any integer type
	kFloat
	kComplex
	kString
	kBool
	kStruct
	kArray
	kSlice
	kMap
	kPtr
	kFunc // func(key) elem
	kAny
	kIface // an interface with methods
	kBox   // Box[elem] of the prelude
	kParam // a type parameter
)

// A typ is a Go type as the generator needs it.
type typ struct {
	name   string // as written
	kind   kind
	elem   *typ
	key    *typ
	n      int
	fields []field
	bits   int
	signed bool
	named  bool // declared by the program
	val    []method
	ptr    []method
	impl   []*typ // of an interface: types that have its methods
}

type field struct {
	name     string
	t        *typ
	embedded bool
}

// A method is func (T) name(arg) res, arg and res being nil for none.
type method struct {
	name     string
	arg, res *typ
}

func (t *typ) String() string { return t.name }

var (
	tInt    = &typ{name: "int", kind: kInt, bits: 64, signed: true}
	tString = &typ{name: "string", kind: kString}
	tBool   = &typ{name: "bool", kind: kBool}
	tF64    = &typ{name: "float64", kind: kFloat, bits: 64}
	tF32    = &typ{name: "float32", kind: kFloat, bits: 32}
	tC128   = &typ{name: "complex128", kind: kComplex, bits: 128}
	tC64    = &typ{name: "complex64", kind: kComplex, bits: 64}
	tAny    = &typ{name: "any", kind: kAny}
	tBytes  = sliceOf(&typ{name: "byte", kind: kInt, bits: 8})
	tRunes  = sliceOf(&typ{name: "rune", kind: kInt, bits: 32, signed: true})

	ints = []*typ{
		tInt,
		{name: "int8", kind: kInt, bits: 8, signed: true},
		{name: "int16", kind: kInt, bits: 16, signed: true},
		{name: "int32", kind: kInt, bits: 32, signed: true},
		{name: "int64", kind: kInt, bits: 64, signed: true},
		{name: "uint", kind: kInt, bits: 64},
		{name: "uint8", kind: kInt, bits: 8},
		{name: "uint16", kind: kInt, bits: 16},
		{name: "uint32", kind: kInt, bits: 32},
		{name: "uint64", kind: kInt, bits: 64},
		{name: "uintptr", kind: kInt, bits: 64},
	}
)

func sliceOf(e *typ) *typ { return &typ{name: "[]" + e.name, kind: kSlice, elem: e} }
func ptrTo(e *typ) *typ   { return &typ{name: "*" + e.name, kind: kPtr, elem: e} }
func boxOf(e *typ) *typ {
	return &typ{name: "Box[" + e.name + "]", kind: kBox, elem: e, named: true, val: []method{{"Len", nil, tInt}, {"Get", nil, e}}}
}

func arrayOf(n int, e *typ) *typ {
	return &typ{name: fmt.Sprintf("[%d]%s", n, e.name), kind: kArray, elem: e, n: n}
}

func mapOf(k, e *typ) *typ {
	return &typ{name: "map[" + k.name + "]" + e.name, kind: kMap, key: k, elem: e}
}

func funcOf(k, e *typ) *typ {
	return &typ{name: "func(" + k.name + ") " + e.name, kind: kFunc, key: k, elem: e}
}

func structOf(fs []field) *typ {
	var b strings.Builder
	b.WriteString("struct{")
	for i, f := range fs {
		if i > 0 {
			b.WriteString("; ")
		}
		if !f.embedded {
			b.WriteString(f.name + " ")
		}
		b.WriteString(f.t.name)
	}
	b.WriteString("}")
	return &typ{name: b.String(), kind: kStruct, fields: fs}
}

// printable says whether fmt prints a value of t without an address.
func (t *typ) printable() bool {
	switch t.kind {
	case kPtr, kFunc, kIface, kParam:
		return false
	case kStruct:
		for _, f := range t.fields {
			if !f.t.printable() {
				return false
			}
		}
		return true
	case kArray, kSlice, kBox:
		return t.elem.printable()
	case kMap:
		return t.elem.printable() && t.key.printable()
	}
	return true
}

// comparable says whether == compiles and does not panic.
func (t *typ) comparable() bool {
	switch t.kind {
	case kSlice, kMap, kFunc, kAny, kIface, kBox, kParam:
		return false
	case kStruct:
		for _, f := range t.fields {
			if !f.t.comparable() {
				return false
			}
		}
	case kArray:
		return t.elem.comparable()
	}
	return true
}

// ordered says whether < compiles.
func (t *typ) ordered() bool { return t.kind == kInt || t.kind == kFloat || t.kind == kString }
