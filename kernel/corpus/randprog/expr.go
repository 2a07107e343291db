package randprog

import (
	"fmt"
	"strings"
)

// A variable in scope.
type variable struct {
	name string
	t    *typ
	ro   bool // may not be assigned to
}

type function struct {
	name   string
	params []*typ
	res    []*typ
	mutate bool
}

// simple is an expression of t in which there is no other.
func (g *gen) simple(t *typ) string {
	switch t.kind {
	case kInt, kFloat, kComplex, kString, kBool:
		return g.lit(t, 0)
	case kFunc:
		return "(" + t.name + ")(func(" + t.key.name + ") (_ " + t.elem.name + ") { return })"
	}
	return "*new(" + t.name + ")"
}

func (g *gen) lit(t *typ, d int) string {
	if d < -2 && t.kind > kBool {
		return g.simple(t)
	}
	switch t.kind {
	case kInt:
		return t.name + "(" + g.intLit(t) + ")"
	case kFloat:
		return t.name + "(" + g.one("0.5", "-1.25", "3", "0", "1e10", "-0.0", "100.125") + ")"
	case kComplex:
		return t.name + "(" + g.one("1+2i", "-3i", "0", "2.5", "1e3-1i") + ")"
	case kString:
		s := g.one(`"a"`, `""`, `"héllo"`, `"\xff\xfeq"`, `"日本"`, `"b\n"`, `"A'\"z"`, "`raw\\`", `"zz"`)
		if t.named || g.n(3) == 0 {
			return t.name + "(" + s + ")"
		}
		return s
	case kBool:
		if t.named {
			return t.name + "(" + g.one("true", "false") + ")"
		}
		return g.one("true", "false")
	case kStruct:
		if d <= 0 && g.n(2) == 0 {
			return t.name + "{}"
		}
		var parts []string
		if g.n(2) == 0 {
			for _, f := range t.fields {
				if g.n(4) > 0 {
					parts = append(parts, f.name+": "+g.expr(f.t, d-1))
				}
			}
			g.shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		} else {
			for _, f := range t.fields {
				parts = append(parts, g.expr(f.t, d-1))
			}
		}
		return t.name + "{" + strings.Join(parts, ", ") + "}"
	case kArray:
		var parts []string
		switch g.n(3) {
		case 0:
			if t.n > 1 {
				return fmt.Sprintf("%s{%d: %s}", t.name, g.n(t.n), g.expr(t.elem, d-1))
			}
			fallthrough
		default:
			for range t.n {
				parts = append(parts, g.expr(t.elem, d-1))
			}
		}
		return t.name + "{" + strings.Join(parts, ", ") + "}"
	case kSlice:
		if g.n(8) == 0 {
			return t.name + "(nil)"
		}
		var parts []string
		for i := g.n(4); i > 0; i-- {
			parts = append(parts, g.expr(t.elem, d-1))
		}
		if len(parts) > 0 && g.n(6) == 0 {
			parts[0] = "2: " + parts[0]
		}
		return t.name + "{" + strings.Join(parts, ", ") + "}"
	case kMap:
		if g.n(8) == 0 {
			return t.name + "(nil)"
		}
		var parts []string
		for i := g.n(3); i > 0; i-- {
			k := "id(" + g.lit(t.key, 0) + ")" // the same key may come twice
			parts = append(parts, k+": "+g.expr(t.elem, d-1))
		}
		return t.name + "{" + strings.Join(parts, ", ") + "}"
	case kPtr:
		if g.n(6) == 0 {
			return "(" + t.name + ")(nil)"
		}
		if t.elem.kind == kStruct {
			return "&" + g.lit(t.elem, d)
		}
		return "new(" + g.expr(t.elem, d-1) + ")"
	case kFunc:
		return g.pureFunc(t, d)
	case kAny:
		u := g.printableType()
		return "any(" + g.expr(u, d-1) + ")"
	case kIface:
		u := t.impl[g.n(len(t.impl))]
		return t.name + "(" + g.expr(u, d-1) + ")"
	case kBox:
		if g.n(2) == 0 {
			return "mkBox(" + g.expr(t.elem, d-1) + ", " + g.expr(tString, 0) + ")"
		}
		return t.name + "{Val: " + g.expr(t.elem, d-1) + "}"
	case kParam:
		return "*new(" + t.name + ")"
	}
	panic("kind")
}

func (g *gen) intLit(t *typ) string {
	var c []string
	if t.signed {
		c = append(c, "-1", "-7", fmt.Sprint(-int64(1)<<(t.bits-1)), fmt.Sprint(int64(1)<<(t.bits-1)-1))
	} else {
		c = append(c, fmt.Sprint(^uint64(0)>>(64-t.bits)), fmt.Sprint(uint64(1)<<(t.bits-1)))
	}
	c = append(c, "0", "1", "2", "3", "5", "100")
	return c[g.n(len(c))]
}

func (g *gen) list(t *typ, n, d int) string {
	var parts []string
	for range n {
		parts = append(parts, g.expr(t, d))
	}
	return strings.Join(parts, ", ")
}

// paths lists expressions of type t that select from the variables in scope.
func (g *gen) paths(t *typ, settable bool) []string {
	var out []string
	var walk func(x string, u *typ, d int)
	walk = func(x string, u *typ, d int) {
		if u.name == t.name {
			out = append(out, x)
		}
		if d == 0 {
			return
		}
		switch u.kind {
		case kStruct:
			for _, f := range u.fields {
				walk(x+"."+f.name, f.t, d-1)
				if f.embedded && f.t.kind == kStruct && !settable {
					for _, m := range f.t.val {
						if m.arg == nil && m.res != nil && m.res.name == t.name && u.has(m.name) == 1 {
							out = append(out, x+"."+m.name+"()")
						}
					}
				}
			}
		case kArray:
			walk(fmt.Sprintf("%s[%d]", x, g.n(u.n)), u.elem, d-1)
		case kBox:
			walk(x+".Val", u.elem, d-1)
		case kSlice:
			if !settable {
				walk("at("+x+", "+fmt.Sprint(g.n(5))+", "+g.simple(u.elem)+")", u.elem, d-1)
			}
		case kPtr:
			if !settable && u.elem.name == t.name {
				out = append(out, "deref("+x+")")
			}
			if !settable && g.n(4) == 0 {
				walk("deref("+x+")", u.elem, d-1)
			}
		case kMap:
			if !settable {
				walk(x+"["+g.simple(u.key)+"]", u.elem, 0)
			}
		}
		if !settable {
			for _, m := range u.val {
				if m.arg == nil && m.res != nil && m.res.name == t.name {
					out = append(out, x+"."+m.name+"()")
				}
			}
		}
	}
	for i, v := range g.vars {
		if settable && (v.ro || i < g.low) {
			continue
		}
		walk(v.name, v.t, 2)
	}
	return out
}

// has counts how many fields and methods of depth 0 and 1 bear a name.
func (t *typ) has(name string) int {
	n := 0
	for _, m := range append(t.val, t.ptr...) {
		if m.name == name {
			n += 2
		}
	}
	for _, f := range t.fields {
		if f.embedded {
			u := f.t
			if u.kind == kPtr {
				u = u.elem
			}
			for _, m := range append(u.val, u.ptr...) {
				if m.name == name {
					n++
				}
			}
		}
	}
	return n
}

// operand is an expression of type t that is no constant.
func (g *gen) operand(t *typ, d int) string {
	if p := g.paths(t, false); len(p) > 0 && g.n(2) == 0 {
		return p[g.n(len(p))]
	}
	switch g.n(3) {
	case 0:
		return "id(" + g.expr(t, d-1) + ")"
	case 1:
		return g.trace(t, d)
	}
	return "id(" + g.lit(t, d-1) + ")"
}

func (g *gen) trace(t *typ, d int) string {
	g.tr++
	x := g.expr(t, d-1)
	if t.kind == kIface || t.kind == kAny || t.kind == kFunc {
		return fmt.Sprintf("tr[%s](%d, %s)", t.name, g.tr, x)
	}
	return fmt.Sprintf("tr(%d, %s)", g.tr, x)
}

// expr is an expression of type t. What it evaluates changes nothing that can be
// seen elsewhere, apart from the trace.
func (g *gen) expr(t *typ, d int) string {
	if d <= 0 {
		if p := g.paths(t, false); len(p) > 0 && g.n(3) > 0 {
			return p[g.n(len(p))]
		}
		return g.lit(t, d)
	}
	switch g.n(12) {
	case 0, 1:
		return g.lit(t, d)
	case 2:
		return g.trace(t, d)
	case 3, 4:
		if p := g.paths(t, false); len(p) > 0 {
			return p[g.n(len(p))]
		}
		return g.trace(t, d)
	case 5:
		if e := g.call(t, d); e != "" {
			return e
		}
		return g.special(t, d)
	case 6:
		return g.generic(t, d)
	case 7:
		if g.depth < 3 {
			return g.iife(t, d)
		}
	}
	return g.special(t, d)
}

// generic is t by way of a generic function or a general construct.
func (g *gen) generic(t *typ, d int) string {
	switch g.n(9) {
	case 0:
		return fmt.Sprintf("pick[%s](%s, %s, %s)", t.name, g.expr(tBool, d-1), g.expr(t, d-1), g.expr(t, d-1))
	case 1:
		return fmt.Sprintf("id[%s](%s)", t.name, g.expr(t, d-1))
	case 2:
		if t.kind == kAny || t.kind == kIface {
			return fmt.Sprintf("id[%s](%s)", t.name, g.expr(t, d-1))
		}
		return fmt.Sprintf("any(%s).(%s)", g.expr(t, d-1), t.name)
	case 3:
		return fmt.Sprintf("(<-filled[%s](%s))", t.name, g.list(t, 1+g.n(2), d-1))
	case 4:
		return fmt.Sprintf("[]%s{%s}[%d]", t.name, g.list(t, 2, d-1), g.n(2))
	case 5:
		return fmt.Sprintf("[...]%s{%s}[%s&1]", t.name, g.list(t, 2, d-1), g.operand(ints[5+g.n(5)], d-1))
	case 6:
		return fmt.Sprintf("map[%s]%s{%s: %s}[%s]", "int", t.name, "1", g.expr(t, d-1), g.one("1", "1", "2"))
	case 7:
		return fmt.Sprintf("spawn(func() %s { return %s })", t.name, g.within(func() string { return g.expr(t, d-1) }))
	default:
		return fmt.Sprintf("struct{a int; b %s}{%s, %s}.b", t.name, g.expr(tInt, 0), g.expr(t, d-1))
	}
}

// call calls a function of the program whose one result is t.
func (g *gen) call(t *typ, d int) string {
	var c []function
	for _, f := range g.funcs {
		if !f.mutate && len(f.res) == 1 && f.res[0].name == t.name {
			c = append(c, f)
		}
	}
	var closures []variable
	for _, v := range g.vars {
		if v.t.kind == kFunc && v.t.elem.name == t.name && v.ro {
			closures = append(closures, v)
		}
	}
	if len(c)+len(closures) == 0 {
		return ""
	}
	i := g.n(len(c) + len(closures))
	if i < len(c) {
		return c[i].name + "(" + g.args(c[i].params, d-1) + ")"
	}
	v := closures[i-len(c)]
	return v.name + "(" + g.expr(v.t.key, d-1) + ")"
}

func (g *gen) args(ts []*typ, d int) string {
	var parts []string
	for _, t := range ts {
		parts = append(parts, g.expr(t, d))
	}
	return strings.Join(parts, ", ")
}

// within generates a function's body: nothing outside may change in it.
func (g *gen) within(f func() string) string {
	low, vars, labels, depth, loop, rets := g.low, len(g.vars), g.labels, g.depth, g.loop, g.rets
	g.rets = nil
	g.low, g.labels, g.loop = vars, nil, 0
	g.depth++
	s := f()
	g.low, g.vars, g.labels, g.depth, g.loop = low, g.vars[:vars], labels, depth, loop
	g.rets = rets
	return s
}

// iife is a function literal that is called where it stands.
func (g *gen) iife(t *typ, d int) string {
	return g.within(func() string {
		if g.n(3) == 0 {
			r := g.fresh("r")
			g.vars = append(g.vars, variable{name: r, t: t})
			body := g.block(1+g.n(2), d-1)
			return fmt.Sprintf("func() (%s %s) {\ndefer func() { recover(); %s = %s }()\n%s\nreturn %s\n}()", r, t.name, r, g.expr(t, 0), body, g.expr(t, d-2))
		}
		body := g.block(g.n(3), d-1)
		return fmt.Sprintf("func() %s {\n%s\nreturn %s\n}()", t.name, body, g.expr(t, d-2))
	})
}

// pureFunc is a function literal of type t that changes nothing outside.
func (g *gen) pureFunc(t *typ, d int) string {
	return g.within(func() string {
		p := g.fresh("p")
		g.vars = append(g.vars, variable{name: p, t: t.key})
		body := ""
		if d > 0 {
			body = g.block(g.n(2), d-1)
		}
		e := g.expr(t.elem, d-2)
		f := fmt.Sprintf("func(%s %s) %s {\nstep()\n%s\nreturn %s\n}", p, t.key.name, t.elem.name, body, e)
		if t.named {
			f = t.name + "(" + f + ")"
		}
		return f
	})
}

// special is an expression of t by an operation that t has.
func (g *gen) special(t *typ, d int) string {
	op := func() string { return g.operand(t, d-1) }
	switch t.kind {
	case kInt:
		switch g.n(11) {
		case 0, 1, 2:
			return "(" + op() + " " + g.one("+", "-", "*", "&", "|", "^", "&^") + " " + op() + ")"
		case 3:
			return "(" + op() + " " + g.one("/", "%") + " (" + op() + " | 1))"
		case 4:
			return "(" + op() + " " + g.one("<<", ">>") + " (" + g.operand(ints[5+g.n(5)], d-1) + " % 70))"
		case 5:
			return "(" + g.one("-", "^", "+") + op() + ")"
		case 6:
			return t.name + "(" + g.operand(g.anyInt(), d-1) + ")"
		case 7:
			return g.one("min", "max") + "(" + op() + ", " + op() + ")"
		case 8:
			return "sum(" + op() + ", " + g.list(t, g.n(3), d-1) + ")"
		case 9:
			u := g.sized()
			return t.name + "(" + "len(" + g.operand(u, d-1) + "))"
		default:
			if t.name == "int" {
				return "func() (n int) { for range " + g.expr(tInt, 0) + " & 7 { n += 3 }; return }()"
			}
			return "(" + op() + " << (" + g.operand(tInt, d-1) + " & 31))"
		}
	case kFloat:
		switch g.n(5) {
		case 0, 1:
			return "(" + op() + " " + g.one("+", "-", "*", "/") + " " + op() + ")"
		case 2:
			return t.name + "(" + g.operand(g.anyInt(), d-1) + ")"
		case 3:
			return "(-" + op() + ")"
		default:
			return g.one("min", "max") + "(" + op() + ", " + op() + ")"
		}
	case kComplex:
		switch g.n(3) {
		case 0:
			return "(" + op() + " " + g.one("+", "-", "*") + " " + op() + ")"
		case 1:
			f := tF64
			if t.bits == 64 {
				f = tF32
			}
			return t.name + "(complex(" + g.operand(f, d-1) + ", " + g.operand(f, d-1) + "))"
		default:
			return "(-" + op() + ")"
		}
	case kString:
		switch g.n(7) {
		case 0, 1:
			return "(" + op() + " + " + op() + ")"
		case 2:
			return t.name + "(" + g.operand(tBytes, d-1) + ")"
		case 3:
			return t.name + "(" + g.operand(tRunes, d-1) + ")"
		case 4:
			return t.name + "(rune(" + g.operand(tInt, d-1) + "))"
		case 5:
			return t.name + "(fmt.Sprintf(" + g.one(`"%v"`, `"%+v"`, `"%T"`, `"%#v"`, `"%v/%[1]T"`, `"%d"`, `"%s"`, `"%x"`, `"%q"`, `"%5v|"`, `"%-8v|"`, `"%08.3v"`) + ", " + g.expr(g.printableType(), d-1) + "))"
		default:
			return "(" + op() + ` + "xyz")[:` + g.one("1", "2", "3") + "]"
		}
	case kBool:
		switch g.n(7) {
		case 0:
			u := g.orderedType()
			return t.conv("(" + g.operand(u, d-1) + " " + g.one("<", "<=", ">", ">=", "==", "!=") + " " + g.operand(u, d-1) + ")")
		case 1, 2:
			return "(" + g.expr(t, d-1) + " " + g.one("&&", "||") + " " + g.trace(t, d-1) + ")"
		case 3:
			return "(!" + op() + ")"
		case 4:
			u := g.comparableType()
			return t.conv("(" + g.operand(u, d-1) + " " + g.one("==", "!=") + " " + g.operand(u, d-1) + ")")
		case 5:
			u, w := g.comparableType(), g.comparableType()
			return t.conv("(any(" + g.operand(u, d-1) + ") == any(" + g.operand(w, d-1) + "))")
		default:
			u := g.comparableType()
			return t.conv("(any(" + g.operand(u, d-1) + ") == " + "(" + g.expr(u, d-1) + ")" + ")")
		}
	case kStruct:
		switch g.n(3) {
		case 0:
			return "*(&[]" + t.name + "{" + g.list(t, 2, d-1) + "}[1])"
		case 1:
			return "deref(&" + g.lit(t, d-1) + ")"
		}
	case kArray:
		switch g.n(3) {
		case 0:
			return fmt.Sprintf("%s([]%s{%s})", t.name, t.elem.name, g.list(t.elem, t.n, d-1))
		case 1:
			return fmt.Sprintf("func(a %s) %s { a[%d] = %s; return a }(%s)", t.name, t.name, g.n(t.n), g.expr(t.elem, d-1), g.expr(t, d-1))
		}
	case kSlice:
		switch g.n(7) {
		case 0:
			return "append(slices.Clip(" + g.operand(t, d-1) + "), " + g.list(t.elem, 1+g.n(2), d-1) + ")"
		case 1:
			return "append(" + t.name + "{" + g.expr(t.elem, d-1) + "}, " + g.operand(t, d-1) + "...)"
		case 2:
			return fmt.Sprintf("%s{%s}[%s]", t.name, g.list(t.elem, 3, d-1), g.one("1:", ":2", "1:2", "0:1:2", ":", "3:", "1:1:1"))
		case 3:
			return "mapped(" + g.operand(t, d-1) + ", " + g.pureFunc(funcOf(t.elem, t.elem), d-1) + ")"
		case 4:
			return "keep(" + g.operand(t, d-1) + ", " + g.pureFunc(funcOf(t.elem, tBool), d-1) + ")"
		case 5:
			if t.name == "[]byte" || t.name == "[]rune" {
				return t.name + "(" + g.operand(tString, d-1) + ")"
			}
			return fmt.Sprintf("make(%s, %d, %d)", t.name, g.n(3), 3+g.n(3))
		default:
			return fmt.Sprintf("slices.Repeat(%s, %d)", g.operand(t, d-1), g.n(3))
		}
	case kMap:
		return fmt.Sprintf("func(m %s) %s { m[%s] = %s; return m }(%s{%s: %s})", t.name, t.name, g.expr(t.key, 0), g.expr(t.elem, d-1), t.name, g.expr(t.key, 0), g.expr(t.elem, d-1))
	case kPtr:
		return "func(v " + t.elem.name + ") " + t.name + " { return &v }(" + g.expr(t.elem, d-1) + ")"
	case kFunc:
		return g.pureFunc(t, d)
	case kBox:
		switch g.n(3) {
		case 0:
			return g.operand(t, d-1) + ".With(" + g.expr(t.elem, d-1) + ")"
		case 1:
			return fmt.Sprintf("%s.With(%s, %s)", t.name, g.expr(t, d-1), g.expr(t.elem, d-1))
		}
	}
	return g.lit(t, d)
}

// conv converts an untyped boolean to a named one.
func (t *typ) conv(s string) string {
	if t.named {
		return t.name + "(" + s + ")"
	}
	return s
}
