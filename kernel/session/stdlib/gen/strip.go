package main

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"
)

// The sections of unified export data that stripping must tell apart, by
// number (internal/pkgbits).
const (
	sectionString  = 0
	sectionMeta    = 1
	sectionPosBase = 2
	sectionName    = 4
	sectionObj     = 6
	sectionObjExt  = 7
	sectionObjDict = 8
	sections       = 10
)

// strip leaves out of unified export data what a type checker never reads:
// function bodies for inlining, what only the compiler needs to know of
// objects, the names of source files, and what only these mention.
//
// The data is: version, flags, the ends of 10 sections in the element table,
// the element table (where each element ends), the elements, 8 bytes of
// fingerprint. All numbers are 4 bytes, little endian. Elements refer to each
// other only by the tables that they begin with, so they can be renumbered.
func strip(data []byte) ([]byte, error) {
	d, err := open(data)
	if err != nil {
		return nil, err
	}
	s := stripper{d: d, live: make(map[element]bool)}
	s.mark(element{sectionMeta, 0}) // the root of what a type checker reads
	return s.write(), nil
}

// An element of export data is known by its section and its number there.
type element struct{ section, n int }

// A decoder finds the elements of export data.
type decoder struct {
	data []byte
	ends [sections]int // of the sections, in the element table
	body int           // where the elements begin
}

func (d *decoder) word(i int) int { return int(binary.LittleEndian.Uint32(d.data[1+4*i:])) }

func open(data []byte) (*decoder, error) {
	bad := errors.New("export data: unknown form")
	d := &decoder{data: data}
	if len(data) < 1+8+4*sections || data[0] != 'u' || d.word(0) != 2 || d.word(1) != 0 {
		return nil, bad // a version that this was not written for
	}
	for i := range d.ends {
		d.ends[i] = d.word(2 + i)
	}
	d.body = 1 + 4*(2+sections+d.ends[sections-1])
	if d.body > len(data) {
		return nil, bad
	}
	return d, nil
}

// content is what an element holds.
func (d *decoder) content(e element) []byte {
	i := e.n
	if e.section > 0 {
		i += d.ends[e.section-1]
	}
	from := 0
	if i > 0 {
		from = d.word(2 + sections + i - 1)
	}
	return d.data[d.body+from : d.body+d.word(2+sections+i)]
}

// references splits an element's content into the elements that it refers to
// and the rest.
func (d *decoder) references(e element) (refs []element, rest []byte) {
	rest = d.content(e)
	next := func() int {
		v, size := binary.Uvarint(rest)
		rest = rest[size:]
		return int(v)
	}
	refs = make([]element, next())
	for i := range refs {
		refs[i].section = next()
		refs[i].n = next()
	}
	return refs, rest
}

type stripper struct {
	d    *decoder
	live map[element]bool
}

func (s *stripper) mark(e element) {
	if s.live[e] {
		return
	}
	s.live[e] = true
	switch e.section {
	case sectionString:
		return
	case sectionObj: // an object's parts go by the same number
		s.mark(element{sectionName, e.n})
		s.mark(element{sectionObjExt, e.n})
		s.mark(element{sectionObjDict, e.n})
	case sectionObjExt:
		s.mark(element{sectionObj, e.n})
		return
	}
	refs, _ := s.d.references(e)
	for _, r := range refs {
		s.mark(s.keep(e, r))
	}
}

// keep is the element that takes the place of r, to which e refers: a
// position's file needs no name.
func (s *stripper) keep(e, r element) element {
	if e.section == sectionPosBase && r.section == sectionString {
		return element{sectionString, s.empty()}
	}
	return r
}

// empty is the number of a string that is always there: the last, which is
// written without content.
func (s *stripper) empty() int { return s.d.ends[sectionString] }

// write writes the live elements, numbered anew in their old order.
func (s *stripper) write() []byte {
	var order []element
	for e := range s.live {
		order = append(order, e)
	}
	slices.SortFunc(order, func(a, b element) int {
		return cmp.Or(cmp.Compare(a.section, b.section), cmp.Compare(a.n, b.n))
	})
	number := make(map[element]int)
	var ends [sections]int
	for _, e := range order {
		number[e] = ends[e.section]
		ends[e.section]++
	}
	word := binary.LittleEndian.AppendUint32
	out := append([]byte(nil), s.d.data[:1+8]...)
	total := 0
	for _, n := range ends {
		total += n
		out = word(out, uint32(total))
	}
	var body []byte
	for _, e := range order {
		switch {
		case e == element{sectionString, s.empty()}, e.section == sectionObjExt:
		case e.section == sectionString:
			body = append(body, s.d.content(e)...)
		default:
			refs, rest := s.d.references(e)
			body = binary.AppendUvarint(body, uint64(len(refs)))
			for _, r := range refs {
				r = s.keep(e, r)
				body = binary.AppendUvarint(body, uint64(r.section))
				body = binary.AppendUvarint(body, uint64(number[r]))
			}
			body = append(body, rest...)
		}
		out = word(out, uint32(len(body)))
	}
	out = append(out, body...)
	return append(out, s.d.data[len(s.d.data)-8:]...)
}
