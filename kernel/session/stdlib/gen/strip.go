package main

import (
	"encoding/binary"
	"errors"
)

// The sections of unified export data that stripping must tell apart, by
// number (internal/pkgbits).
const (
	sectionString  = 0
	sectionMeta    = 1
	sectionName    = 4
	sectionObj     = 6
	sectionObjDict = 8
	sections       = 10
)

// strip empties the elements of unified export data that a type checker never
// reads: function bodies for inlining, what only the compiler needs to know of
// objects, and the strings and types that only these mention. It keeps the
// numbering, so the rest stays as it is.
//
// The data is: version, flags, the ends of 10 sections in the element table,
// the element table (where each element ends), the elements, 8 bytes of
// fingerprint. All numbers are 4 bytes, little endian.
func strip(data []byte) ([]byte, error) {
	bad := errors.New("export data: unknown form")
	if len(data) < 1+8+4*sections || data[0] != 'u' {
		return nil, bad
	}
	word := func(i int) int { return int(binary.LittleEndian.Uint32(data[1+4*i:])) }
	if word(0) != 2 || word(1) != 0 {
		return nil, bad // a version that this function was not written for
	}
	ends := make([]int, sections)
	for i := range ends {
		ends[i] = word(2 + i)
	}
	n := ends[sections-1]
	table := 1 + 4*(2+sections)
	body := table + 4*n
	if body > len(data) {
		return nil, bad
	}
	element := func(i int) []byte {
		from := 0
		if i > 0 {
			from = word(2 + sections + i - 1)
		}
		return data[body+from : body+word(2+sections+i)]
	}
	index := func(section, i int) int {
		if section > 0 {
			i += ends[section-1]
		}
		return i
	}

	live := make([]bool, n)
	var mark func(section, i int)
	mark = func(section, i int) {
		at := index(section, i)
		if live[at] {
			return
		}
		live[at] = true
		if section == sectionString {
			return
		}
		if section == sectionObj { // an object's parts go by the same number
			mark(sectionName, i)
			mark(sectionObjDict, i)
		}
		// An element begins with the elements it refers to: section, number.
		e := element(at)
		next := func() int {
			v, size := binary.Uvarint(e)
			e = e[size:]
			return int(v)
		}
		for range next() {
			s := next()
			mark(s, next())
		}
	}
	mark(sectionMeta, 0) // the root of what a type checker reads

	out := append([]byte(nil), data[:body]...)
	for i := range n {
		if live[i] {
			out = append(out, element(i)...)
		}
		binary.LittleEndian.PutUint32(out[table+4*i:], uint32(len(out)-body))
	}
	return append(out, data[len(data)-8:]...), nil
}
