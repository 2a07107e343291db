package heapdump

import (
	"errors"
	"fmt"
	"go/version"
	"unsafe"
)

// knownGo is the version of Go whose runtime is described here.
const knownGo = "go1.26"

// module is the runtime's moduledata (1.26): what it knows of a part of the program that was
// linked as a whole. The runtime's dump has the global variables of the first one alone,
// and plugins are others.
type module struct {
	_ unsafe.Pointer // pcHeader
	_ []byte         // funcnametab
	_ []uint32       // cutab
	_ [3][]byte      // filetab, pctab, pclntable
	_ []struct{ _, _ uint32 }
	_ [5]uintptr // findfunctab, minpc, maxpc, text, etext
	_ [2]uintptr // noptrdata

	data, edata unsafe.Pointer // variables with pointers that begin with a value
	bss, ebss   unsafe.Pointer // and those that begin with zero

	_ [2]uintptr // noptrbss
	_ [2]uintptr // covctrs
	_ [8]uintptr // end, gcdata, gcbss, types, etypes, rodata, gofunc, epclntab
	_ [4][]byte  // textsectmap, typelinks, itablinks, ptab
	_ string     // pluginpath
	_ [2][]byte  // pkghashes, inittasks
	_ string     // modulename
	_ []byte     // modulehashes
	_ [2]uint8   // hasmain, bad
	_ [2]struct {
		n    int32
		data *byte
	} // gcdatamask, gcbssmask
	_ map[int32]unsafe.Pointer // typemap

	next *module
}

// lastModule is the one that was loaded last.
//
//go:linkname lastModule runtime.lastmoduledatap
var lastModule *module

// hostModule is the only one when the program starts. Constant.
var hostModule = lastModule

// mostModules bounds a walk that goes astray.
const mostModules = 100_000

// globals are the words of the global variables of plugins that may be pointers, as they
// are now. It fails if the runtime's modules are not as they are described here, so that
// nothing is said of who waits: a wrong answer is worse than none.
//
//go:norace
func globals(host, last *module, goVersion string) ([]uintptr, error) {
	switch {
	case last == host:
		return nil, nil
	case version.Lang(goVersion) != knownGo:
		return nil, fmt.Errorf("%w: they are known of %s, this is %s", ErrModules, knownGo, goVersion)
	case !host.has(unsafe.Pointer(&hostModule)):
		return nil, fmt.Errorf("%w: the program's variables are elsewhere", ErrModules)
	}
	var words []uintptr
	m := host
	for range mostModules {
		if m == last {
			return words, nil
		}
		if m = m.next; m == nil {
			break
		}
		words = append(words, between(m.data, m.edata)...)
		words = append(words, between(m.bss, m.ebss)...)
	}
	return nil, fmt.Errorf("%w: the last one is not among them", ErrModules)
}

// ErrModules is wrapped by the error of a program with plugins whose variables are not found.
var ErrModules = errors.New("the runtime's modules have another form")

// has reports whether a variable with pointers is one of m's.
func (m *module) has(p unsafe.Pointer) bool {
	in := func(from, to unsafe.Pointer) bool { return uintptr(from) <= uintptr(p) && uintptr(p) < uintptr(to) }
	return in(m.data, m.edata) || in(m.bss, m.ebss)
}

// between is a piece of memory.
func between(from, to unsafe.Pointer) []uintptr {
	if uintptr(to) <= uintptr(from) {
		return nil
	}
	return unsafe.Slice((*uintptr)(from), (uintptr(to)-uintptr(from))/uintptr(wordSize))
}
