package randprog

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A Program is declarations, each of which needs only earlier ones, and snippets.
type Program struct {
	Decls    []string
	Snippets []Snippet
}

// A Snippet is statements that stand in the order given.
type Snippet struct {
	Name  string
	Stmts []string
}

type gen struct {
	generics []string
	r        *rand.Rand
	types    []*typ // declared
	ifaces   []*typ
	funcs    []function
	vars     []variable
	low      int // variables below may not be assigned to
	next     int
	tr       int
	depth    int // of function literals
	loop     int // of loops around, in this function
	labels   []string
	rets     []*typ // results of the function around, nil if it may not return here
	decls    []string
}

func (g *gen) n(n int) int { return g.r.IntN(n) }
func (g *gen) one(s ...string) string {
	return s[g.n(len(s))]
}
func (g *gen) shuffle(n int, f func(i, j int)) { g.r.Shuffle(n, f) }
func (g *gen) fresh(p string) string {
	g.next++
	return fmt.Sprintf("%s%d", p, g.next)
}

// Generate makes a program of n snippets. The same seed makes the same program.
func Generate(seed uint64, n int) Program {
	g := &gen{r: rand.New(rand.NewPCG(seed, 7))}
	g.declareTypes()
	g.declareGlobals()
	g.declareGenerics()
	g.declareFuncs()
	p := Program{Decls: g.decls}
	globals := len(g.vars)
	for i := range n {
		g.vars = g.vars[:globals]
		g.low, g.depth, g.loop, g.labels = 0, 0, 0, nil
		s := Snippet{Name: fmt.Sprintf("s%d", i)}
		for range 5 + g.n(8) {
			st := g.stmt(3)
			if strings.Contains(st, "defer ") && !strings.HasPrefix(st, "v") {
				// In a cell it would be deferred to the cell's end.
				st = "func() {\n" + st + "\n}()"
			}
			s.Stmts = append(s.Stmts, st)
		}
		p.Snippets = append(p.Snippets, s)
	}
	return p
}

func (g *gen) anyInt() *typ {
	if g.n(3) == 0 {
		for _, t := range g.types {
			if t.kind == kInt && g.n(2) == 0 {
				return t
			}
		}
	}
	return ints[g.n(len(ints))]
}

func (g *gen) basic() *typ {
	switch g.n(9) {
	case 0:
		return tString
	case 1:
		return tBool
	case 2:
		return tF64
	case 3:
		return g.chooseT(tF32, tC128, tC64)
	case 4:
		return tInt
	}
	return g.anyInt()
}

func (g *gen) chooseT(ts ...*typ) *typ { return ts[g.n(len(ts))] }

// anyType is a type to declare a variable, a field or a parameter of.
func (g *gen) anyType(d int) *typ {
	if d <= 0 {
		return g.basic()
	}
	switch g.n(13) {
	case 0, 1, 2, 3:
		if len(g.types) > 0 {
			return g.types[g.n(len(g.types))]
		}
	case 4:
		return sliceOf(g.anyType(d - 1))
	case 5:
		return arrayOf(1+g.n(3), g.anyType(d-1))
	case 6:
		return mapOf(g.keyType(), g.anyType(d-1))
	case 7:
		return ptrTo(g.anyType(d - 1))
	case 8:
		return funcOf(g.anyType(0), g.anyType(d-1))
	case 9:
		return tAny
	case 10:
		return boxOf(g.anyType(d - 1))
	case 11:
		if len(g.ifaces) > 0 {
			return g.ifaces[g.n(len(g.ifaces))]
		}
		return structOf([]field{{name: "x", t: g.anyType(d - 1)}, {name: "Y", t: g.basic()}})
	}
	return g.basic()
}

func (g *gen) keyType() *typ {
	if g.n(3) == 0 {
		return g.comparableType()
	}
	return g.chooseT(tInt, tString, g.anyInt())
}

func (g *gen) find(ok func(*typ) bool, d int) *typ {
	for range 30 {
		if t := g.anyType(d); ok(t) {
			return t
		}
	}
	return tInt
}

func (g *gen) printableType() *typ { return g.find((*typ).printable, 2) }
func (g *gen) comparableType() *typ {
	return g.find(func(t *typ) bool { return t.comparable() && t.printable() }, 2)
}
func (g *gen) orderedType() *typ { return g.find((*typ).ordered, 1) }
func (g *gen) sized() *typ {
	return g.find(func(t *typ) bool {
		return t.kind == kString || t.kind == kSlice || t.kind == kMap || t.kind == kArray
	}, 2)
}

// declareTypes declares the program's types with their methods.
func (g *gen) declareTypes() {
	for i := range 7 + g.n(4) {
		t := &typ{named: true}
		switch g.n(8) {
		case 0:
			u := ints[g.n(len(ints)-1)]
			*t = *u
			t.named = true
			t.name = fmt.Sprintf("Int%d", i)
			g.decls = append(g.decls, "type "+t.name+" "+u.name)
		case 1:
			t.kind, t.name = kString, fmt.Sprintf("Str%d", i)
			g.decls = append(g.decls, "type "+t.name+" string")
		case 2:
			e := g.anyType(1)
			t.kind, t.elem, t.name = kSlice, e, fmt.Sprintf("Sl%d", i)
			g.decls = append(g.decls, "type "+t.name+" []"+e.name)
		case 3:
			e := g.anyType(1)
			t.kind, t.elem, t.n, t.name = kArray, e, 1+g.n(3), fmt.Sprintf("Arr%d", i)
			g.decls = append(g.decls, fmt.Sprintf("type %s [%d]%s", t.name, t.n, e.name))
		case 4:
			k, e := g.keyType(), g.anyType(1)
			t.kind, t.key, t.elem, t.name = kMap, k, e, fmt.Sprintf("Map%d", i)
			g.decls = append(g.decls, fmt.Sprintf("type %s map[%s]%s", t.name, k, e))
		case 5:
			k, e := g.anyType(0), g.anyType(1)
			t.kind, t.key, t.elem, t.name = kFunc, k, e, fmt.Sprintf("Fn%d", i)
			g.decls = append(g.decls, fmt.Sprintf("type %s func(%s) %s", t.name, k, e))
		default:
			t.kind, t.name = kStruct, fmt.Sprintf("St%d", i)
			var fs []field
			for j := range 1 + g.n(4) {
				u := g.anyType(2)
				f := field{name: fmt.Sprintf("%s%d_%d", g.one("f", "F"), i, j), t: u}
				if u.named && g.n(2) == 0 && !embeds(fs, u) {
					f = field{name: u.name, t: u, embedded: true}
					if u.kind == kBox {
						f.name = "Box"
					} else if u.kind == kStruct && g.n(3) == 0 {
						f.t = ptrTo(u)
					}
				}
				fs = append(fs, f)
			}
			t.fields = fs
			g.decls = append(g.decls, "type "+t.name+" "+structOf(fs).name)
		}
		g.types = append(g.types, t)
		g.methods(t, i)
		if i >= 2 && g.n(3) == 0 {
			g.iface(i)
		}
	}
}

func embeds(fs []field, t *typ) bool {
	for _, f := range fs {
		if f.embedded && (f.t == t || f.t.kind == kPtr && f.t.elem == t || f.t.kind == kBox && t.kind == kBox) {
			return true
		}
	}
	return false
}

// methods declares methods of t. All have one of few names and signatures, so that
// interfaces have many implementations and embedding hides some.
func (g *gen) methods(t *typ, i int) {
	add := func(name string, arg, res *typ, ptr bool, body func() string) {
		g.vars, g.low, g.depth, g.loop, g.labels = nil, 1, 0, 0, nil
		recv := t.name
		m := method{name, arg, res}
		if ptr {
			recv = "*" + t.name
		}
		params := ""
		g.vars = append(g.vars, variable{name: "t", t: t})
		if arg != nil {
			g.vars = append(g.vars, variable{name: "a", t: arg})
			params = "a " + arg.name
		}
		r := ""
		if res != nil {
			r = res.name
		}
		b := body()
		g.decls = append(g.decls, fmt.Sprintf("func (t %s) %s(%s) %s {\nstep()\n%s\n}", recv, name, params, r, b))
		if ptr {
			t.ptr = append(t.ptr, m)
		} else {
			t.val = append(t.val, m)
		}
		g.vars = nil
	}
	if g.n(2) == 0 {
		add("Num", nil, tInt, false, func() string { return g.block(g.n(2), 1) + "\nreturn " + g.expr(tInt, 2) })
	}
	if g.n(3) == 0 {
		add("Name", tInt, tString, false, func() string { return g.block(g.n(2), 1) + "\nreturn " + g.expr(tString, 2) })
	}
	if g.n(4) == 0 && t.printable() {
		name := g.one("String", "String", "Error", "GoString")
		add(name, nil, tString, false, func() string {
			return fmt.Sprintf("return fmt.Sprint(%q, %s)", t.name+"!", g.one("1", g.expr(g.basic(), 0)))
		})
	}
	if g.n(2) == 0 {
		g.low = 0
		add("Mut", tInt, nil, true, func() string {
			g.low = 0
			g.vars[0] = variable{name: "t", t: ptrTo(t)}
			if t.kind == kStruct {
				f := t.fields[g.n(len(t.fields))]
				return g.block(g.n(2), 1) + fmt.Sprintf("\nt.%s = %s", f.name, g.expr(f.t, 1))
			}
			return fmt.Sprintf("*t = %s", g.expr(t, 1))
		})
	}
}

// iface declares an interface that some types have the methods of.
func (g *gen) iface(i int) {
	m := []method{{"Num", nil, tInt}, {"Name", tInt, tString}}[g.n(2)]
	t := &typ{kind: kIface, named: true, name: fmt.Sprintf("Iface%d", i), val: []method{m}}
	for _, u := range g.types {
		for _, v := range u.val {
			if v.name == m.name {
				t.impl = append(t.impl, u)
				if u.kind != kIface {
					t.impl = append(t.impl, ptrTo(u))
				}
			}
		}
		if u.kind == kStruct && u.has(m.name) == 1 {
			for _, f := range u.fields {
				if f.embedded {
					for _, v := range f.t.val {
						if v.name == m.name {
							t.impl = append(t.impl, u)
						}
					}
				}
			}
		}
	}
	if len(t.impl) == 0 {
		return
	}
	arg := ""
	if m.arg != nil {
		arg = m.arg.name
	}
	g.decls = append(g.decls, fmt.Sprintf("type %s interface{ %s(%s) %s }", t.name, m.name, arg, m.res.name))
	g.ifaces = append(g.ifaces, t)
	g.types = append(g.types, t)
}

func (g *gen) declareGlobals() {
	g.vars, g.low, g.depth = nil, 1<<30, 0
	for i := range 4 + g.n(4) {
		t := g.anyType(2)
		name := fmt.Sprintf("g%d", i)
		if g.n(5) == 0 {
			g.decls = append(g.decls, fmt.Sprintf("var %s %s", name, t.name))
			if t.kind == kFunc || t.kind == kIface {
				continue
			}
		} else {
			g.decls = append(g.decls, fmt.Sprintf("var %s %s = %s", name, t.name, g.expr(t, 2)))
		}
		g.vars = append(g.vars, variable{name: name, t: t})
	}
}

// declareGenerics declares functions with a type parameter, which others instantiate.
func (g *gen) declareGenerics() {
	globals := len(g.vars)
	for i := range 2 + g.n(3) {
		p := &typ{name: "T", kind: kParam}
		name := fmt.Sprintf("gf%d", i)
		g.vars = append(g.vars[:globals], variable{name: "x", t: p}, variable{name: "xs", t: sliceOf(p)}, variable{name: "n", t: tInt}, variable{name: "f", t: funcOf(p, tInt)}, variable{name: "b", t: boxOf(p)})
		g.low, g.depth, g.loop, g.labels = globals, 0, 0, nil
		g.types = append(g.types, p, p) // to be chosen from
		g.rets = []*typ{p, tInt}
		body := ""
		if g.n(3) == 0 {
			body = fmt.Sprintf("type local struct{ v T; n int }\nl := local{x, n}\nl.n++\nfmt.Printf(\" %%T\", l)\ndefer func(l local) { fmt.Print(\" \", l.n, n) }(l)\nl.n++\n")
		}
		body += g.block(1+g.n(4), 2)
		switch g.n(3) {
		case 0:
			body += "switch v := any(x).(type) {\ncase int, string:\nfmt.Print(\" basic \", v)\ncase interface{ Num() int }:\nfmt.Print(\" num\")\ncase []T:\nfmt.Print(len(v))\ncase Box[T]:\ncase fmt.Stringer, error:\nfmt.Printf(\" %T\", v)\n}\n"
		case 1:
			body += "if y, ok := any(x).(fmt.Stringer); ok { fmt.Printf(\" stringer %T\", y) }\nfmt.Printf(\" %T %T %T\", x, xs, b)\n"
		}
		ret := g.expr(p, 2) + ", " + g.expr(tInt, 2)
		g.rets = nil
		g.types = g.types[:len(g.types)-2]
		g.decls = append(g.decls, fmt.Sprintf("func %s[T any](x T, xs []T, n int, f func(T) int, b Box[T]) (T, int) {\nstep()\n%s\nreturn %s\n}", name, body, ret))
		g.generics = append(g.generics, name)
	}
	g.vars = g.vars[:globals]
}

func (g *gen) declareFuncs() {
	globals := len(g.vars)
	for i := range 5 + g.n(5) {
		f := function{name: fmt.Sprintf("fn%d", i), mutate: g.n(3) == 0}
		g.vars = g.vars[:globals]
		g.low = globals
		if f.mutate {
			g.low = 0
		}
		g.depth, g.loop, g.labels = 0, 0, nil
		var ps []string
		for j := range g.n(4) {
			t := g.anyType(2)
			f.params = append(f.params, t)
			n := fmt.Sprintf("a%d", j)
			ps = append(ps, n+" "+t.name)
			g.vars = append(g.vars, variable{name: n, t: t})
		}
		var rs, rets []string
		named := g.n(2) == 0
		for j := range 1 + g.n(2)*g.n(3) {
			t := g.anyType(2)
			f.res = append(f.res, t)
			if named {
				n := fmt.Sprintf("r%d", j)
				rs = append(rs, n+" "+t.name)
				if t.kind != kFunc && t.kind != kIface {
					g.vars = append(g.vars, variable{name: n, t: t})
				}
			} else {
				rs = append(rs, t.name)
			}
		}
		body := ""
		if named && g.n(2) == 0 {
			j := g.n(len(f.res))
			body = fmt.Sprintf("defer func() {\nif x := recover(); x != nil { say(%q, x) }\nr%d = %s\n}()\n", f.name, j, g.expr(f.res[j], 1))
		}
		g.rets = f.res
		body += g.block(1+g.n(4), 2)
		g.rets = nil
		for _, t := range f.res {
			rets = append(rets, g.expr(t, 2))
		}
		g.decls = append(g.decls, fmt.Sprintf("func %s(%s) (%s) {\nstep()\n%s\nreturn %s\n}", f.name, strings.Join(ps, ", "), strings.Join(rs, ", "), body, strings.Join(rets, ", ")))
		g.funcs = append(g.funcs, f)
	}
	g.vars = g.vars[:globals]
}
