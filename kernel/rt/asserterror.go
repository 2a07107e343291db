package rt

import (
	"encoding/binary"
	"runtime"
	"sync"
	"unsafe"
)

// assertionError describes a failed assertion, by the names of types. Empty ones
// are absent: concrete for a nil interface, static where Go does not say it.
type assertionError struct{ static, concrete, asserted, missing string }

// make returns the error as Go's own type, which recovering code asks for.
func (e assertionError) make() *runtime.TypeAssertionError {
	return (*runtime.TypeAssertionError)(unsafe.Pointer(&typeAssertionError{
		nameTag(e.static), nameTag(e.concrete), nameTag(e.asserted), e.missing,
	}))
}

// typeAssertionError has the layout of runtime.TypeAssertionError, and typeTag the
// beginning of internal/abi.Type; TestAssertionErrorLayout guards both.
type (
	typeAssertionError struct {
		static, concrete, asserted *typeTag
		missing                    string
	}
	typeTag struct {
		_   uintptr // Size_
		_   uintptr // PtrBytes
		_   uint32  // Hash
		_   uint8   // TFlag
		_   uint8   // Align_
		_   uint8   // FieldAlign_
		_   uint8   // Kind_
		_   func(unsafe.Pointer, unsafe.Pointer) bool
		_   *byte // GCData
		str int32
		_   int32    // PtrToThis
		_   [64]byte // nothing is read from here; it is there to be safe
	}
)

//go:linkname addReflectOff reflect.addReflectOff
func addReflectOff(name unsafe.Pointer) int32

// nameTags caches type descriptors that have nothing but a name: the runtime
// keeps names for good, so each is made once.
var nameTags sync.Map // string -> *typeTag

// nameTag returns a descriptor of which the error reads the name; nil for no name.
func nameTag(name string) *typeTag {
	if name == "" {
		return nil
	}
	if t, ok := nameTags.Load(name); ok {
		return t.(*typeTag)
	}
	text := binary.AppendUvarint([]byte{0}, uint64(len(name))) // as internal/abi.Name
	text = append(text, name...)
	t, _ := nameTags.LoadOrStore(name, &typeTag{str: addReflectOff(unsafe.Pointer(&text[0]))})
	return t.(*typeTag)
}
