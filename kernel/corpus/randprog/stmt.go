package randprog

import (
	"fmt"
	"strings"
)

// block is n statements whose variables end with it.
func (g *gen) block(n, d int) string {
	vars := len(g.vars)
	var b strings.Builder
	for range n {
		b.WriteString(g.stmt(d))
		b.WriteByte('\n')
	}
	g.vars = g.vars[:vars]
	return b.String()
}

// loopBlock is the body of a loop, which may leave it early.
func (g *gen) loopBlock(label string, d int) string {
	if label != "" {
		g.labels = append(g.labels, label)
		defer func() { g.labels = g.labels[:len(g.labels)-1] }()
	}
	g.loop++
	defer func() { g.loop-- }()
	return "step()\n" + g.block(1+g.n(3), d-1)
}

func (g *gen) declare(t *typ, x string) string {
	v := g.fresh("v")
	g.vars = append(g.vars, variable{name: v, t: t})
	if g.n(3) == 0 {
		return fmt.Sprintf("var %s %s = %s; _ = %s", v, t.name, x, v)
	}
	if t.kind == kAny || t.kind == kIface || t.kind == kFunc || t.kind == kSlice || t.kind == kMap {
		return fmt.Sprintf("var %s %s = %s; _ = %s", v, t.name, x, v)
	}
	return fmt.Sprintf("%s := %s; _ = %s", v, x, v)
}

// target is something of a type to assign to, and its type.
func (g *gen) target() (string, *typ) {
	for range 10 {
		if len(g.vars) <= g.low {
			break
		}
		v := g.vars[g.low+g.n(len(g.vars)-g.low)]
		if v.ro {
			continue
		}
		x, t := v.name, v.t
		for range g.n(3) {
			switch t.kind {
			case kStruct:
				f := t.fields[g.n(len(t.fields))]
				x, t = x+"."+f.name, f.t
			case kArray:
				x, t = fmt.Sprintf("%s[%s]", x, g.index(t.n)), t.elem
			case kBox:
				x, t = x+".Val", t.elem
			}
		}
		return x, t
	}
	return "", nil
}

// index is an index below n.
func (g *gen) index(n int) string {
	switch g.n(3) {
	case 0:
		return fmt.Sprintf("tr(%d, uint8(%d))", func() int { g.tr++; return g.tr }(), g.n(n))
	case 1:
		return fmt.Sprintf("uint(%s)%%%d", g.operand(tInt, 1), n)
	}
	return fmt.Sprint(g.n(n))
}

func (g *gen) showAny() string {
	g.tr++
	for range 10 {
		if len(g.vars) == 0 {
			break
		}
		v := g.vars[g.n(len(g.vars))]
		if v.t.printable() {
			return fmt.Sprintf("show(%d, %s)", g.tr, v.name)
		}
		switch v.t.kind {
		case kPtr:
			if v.t.elem.printable() {
				return fmt.Sprintf("show(%d, deref(%s))", g.tr, v.name)
			}
		case kFunc:
			if v.t.elem.printable() {
				return fmt.Sprintf("if %s != nil { show(%d, %s(%s)) }", v.name, g.tr, v.name, g.expr(v.t.key, 0))
			}
		case kIface:
			m := v.t.val[0]
			arg := ""
			if m.arg != nil {
				arg = "3"
			}
			return fmt.Sprintf("if %s != nil { show(%d, %s.%s(%s)); fmt.Printf(\" %%T\", %s) }", v.name, g.tr, v.name, m.name, arg, v.name)
		case kStruct:
			f := v.t.fields[g.n(len(v.t.fields))]
			if f.t.printable() {
				return fmt.Sprintf("show(%d, %s.%s)", g.tr, v.name, f.name)
			}
		}
	}
	return fmt.Sprintf("show(%d, %s)", g.tr, g.expr(g.printableType(), 2))
}

func (g *gen) stmt(d int) string {
	if d <= 0 {
		switch g.n(4) {
		case 0:
			return g.assign(1)
		case 1:
			t := g.anyType(1)
			return g.declare(t, g.expr(t, 1))
		case 2:
			return g.opAssign(1)
		}
		return g.showAny()
	}
	switch g.n(50) {
	case 0, 1, 2:
		t := g.anyType(2)
		return g.declare(t, g.expr(t, 3))
	case 3, 4:
		return g.assign(3)
	case 5:
		return g.opAssign(2)
	case 6, 7, 8, 9:
		return g.showAny()
	case 10:
		return g.multi()
	case 11:
		return fmt.Sprintf("if %s {\n%s} else {\n%s}", g.expr(tBool, 2), g.block(1+g.n(2), d-1), g.block(1+g.n(2), d-1))
	case 12:
		vars := len(g.vars)
		t := g.anyType(1)
		v := g.fresh("v")
		x := g.expr(t, 2)
		g.vars = append(g.vars, variable{name: v, t: t})
		s := fmt.Sprintf("if %s := (%s); %s {\n_ = %s\n%s} else if %s {\n%s}", v, t.name+"("+x+")", paren(g.expr(tBool, 2)), v, g.block(2, d-1), paren(g.expr(tBool, 1)), g.block(1, d-1))
		if t.kind == kPtr || t.kind == kFunc {
			s = strings.Replace(s, t.name+"(", "("+t.name+")(", 1)
		}
		g.vars = g.vars[:vars]
		return s
	case 13, 14, 15:
		return g.loopStmt(d)
	case 16, 17:
		return g.rangeStmt(d)
	case 18, 19:
		return g.switchStmt(d)
	case 20:
		return g.typeSwitch(d)
	case 21:
		return g.selectStmt(d)
	case 22:
		return g.closure(d)
	case 23:
		return g.protected(d)
	case 24:
		return g.panics()
	case 25:
		return g.sliceOps()
	case 26:
		return g.mapOps()
	case 27:
		return g.methodValue()
	case 28:
		return g.pointer()
	case 29:
		return g.callStmt()
	case 30:
		return g.goStmt(d)
	case 31:
		return g.leave()
	case 32:
		return g.escape(d)
	case 33, 34, 35:
		return g.order(d)
	case 36:
		return g.gotos()
	case 37, 38:
		return g.constants()
	case 39:
		return g.genericUse(d)
	case 40, 41:
		return g.callGeneric()
	case 42, 43:
		return g.shadow(d)
	case 44, 45, 46, 47:
		return g.std(d)
	default:
		return fmt.Sprintf("{\n%s}", g.block(2, d-1))
	}
}

func (g *gen) assign(d int) string {
	x, t := g.target()
	if t == nil {
		return g.showAny()
	}
	return x + " = " + g.expr(t, d)
}

func (g *gen) opAssign(d int) string {
	for range 8 {
		x, t := g.target()
		if t == nil {
			break
		}
		switch t.kind {
		case kInt:
			switch g.n(4) {
			case 0:
				return x + g.one("++", "--")
			case 1:
				return fmt.Sprintf("%s %s= %s %% 67", x, g.one("<<", ">>"), g.operand(ints[5+g.n(5)], d-1))
			case 2:
				return fmt.Sprintf("%s %s= %s | 1", x, g.one("/", "%"), g.operand(t, d-1))
			}
			return fmt.Sprintf("%s %s= %s", x, g.one("+", "-", "*", "&", "|", "^", "&^"), g.expr(t, d))
		case kFloat:
			return fmt.Sprintf("%s %s= %s", x, g.one("+", "-", "*"), g.expr(t, d))
		case kComplex, kString:
			return fmt.Sprintf("%s += %s", x, g.expr(t, d))
		}
	}
	return g.assign(d)
}

// multi assigns to more than one operand at once.
func (g *gen) multi() string {
	x, t := g.target()
	if t == nil {
		return g.showAny()
	}
	y, u := g.target()
	if u == nil {
		return g.showAny()
	}
	if x == y {
		y = "_"
	}
	switch g.n(4) {
	case 0:
		if u.name == t.name && y != "_" {
			return fmt.Sprintf("%s, %s = %s, %s", x, y, y, x)
		}
	case 1:
		if y == "_" {
			return fmt.Sprintf("%s, _ = two[%s, %s](%s, %s)", x, t.name, u.name, g.expr(t, 2), g.expr(u, 2))
		}
		return fmt.Sprintf("%s, %s = two[%s, %s](%s, %s)", x, y, t.name, u.name, g.expr(t, 2), g.expr(u, 2))
	case 2:
		a, b := g.fresh("v"), g.fresh("v")
		s := fmt.Sprintf("%s, %s := two[%s, %s](%s, %s); _, _ = %s, %s", a, b, t.name, u.name, g.expr(t, 2), g.expr(u, 2), a, b)
		g.vars = append(g.vars, variable{name: a, t: t}, variable{name: b, t: u})
		return s
	}
	ux := g.expr(u, 2)
	if y == "_" {
		ux = u.name + "(" + ux + ")"
		if u.kind == kPtr || u.kind == kFunc {
			ux = "(" + u.name + ")" + ux[len(u.name):]
		}
	}
	return fmt.Sprintf("%s, %s = %s, %s", x, y, g.expr(t, 2), ux)
}

// label is a new label, or none.
func (g *gen) label() string {
	if g.n(2) == 0 {
		return ""
	}
	return g.fresh("L")
}

// labelled puts a label before a statement that uses it.
func labelled(l, s string) string {
	if l == "" || !strings.Contains(s, " "+l+"\n") {
		return s
	}
	return l + ":\n" + s
}

func (g *gen) loopStmt(d int) string {
	l := g.label()
	vars := len(g.vars)
	defer func() { g.vars = g.vars[:vars] }()
	i := g.fresh("i")
	switch g.n(5) {
	case 0:
		g.vars = append(g.vars, variable{name: i, t: tInt, ro: true})
		return labelled(l, fmt.Sprintf("for %s := range %d {\n_ = %s\n%s}", i, 1+g.n(4), i, g.loopBlock(l, d)))
	case 1:
		t := g.anyInt()
		x := g.operand(t, 1)
		g.vars = append(g.vars, variable{name: i, t: t, ro: true})
		return labelled(l, fmt.Sprintf("for %s := range %s(%s&3) {\n_ = %s\n%s}", i, t.name, x, i, g.loopBlock(l, d)))
	case 2:
		g.vars = append(g.vars, variable{name: i, t: tInt, ro: true})
		return labelled(l, fmt.Sprintf("for %s := range count(%d) {\n_ = %s\n%s}", i, g.n(4), i, g.loopBlock(l, d)))
	case 3:
		// closures over the variable of each turn, called after the loop
		fs := g.fresh("fs")
		g.vars = append(g.vars, variable{name: i, t: tInt})
		inc := g.one(i+"++", i+" += 2")
		s := fmt.Sprintf("var %s []func() int\nfor %s := 0; %s < %d; %s {\nstep()\n%s = append(%s, func() int { %s += 10; return %s })\n%s\nif %s < 0 || %s > 9 { break }\n}\nfor _, f := range %s { fmt.Print(\" \", f(), f()) }",
			fs, i, i, 2+g.n(3), inc, fs, fs, i, i, g.quiet(func() string { return g.block(1, 1) }), i, i, fs)
		return "{\n" + s + "\n}"
	default:
		g.vars = append(g.vars, variable{name: i, t: tInt, ro: true})
		return labelled(l, fmt.Sprintf("for %s := 0; %s < %d; %s++ {\n%s}", i, i, 1+g.n(4), i, g.loopBlock(l, d)))
	}
}

// quiet generates statements that leave no loop.
func (g *gen) quiet(f func() string) string {
	loop, labels := g.loop, g.labels
	g.loop, g.labels = 0, nil
	defer func() { g.loop, g.labels = loop, labels }()
	return f()
}

func (g *gen) rangeStmt(d int) string {
	l := g.label()
	vars := len(g.vars)
	defer func() { g.vars = g.vars[:vars] }()
	k, v := g.fresh("k"), g.fresh("v")
	head := func(x string, kt, vt *typ) string {
		g.vars = append(g.vars, variable{name: k, t: kt}, variable{name: v, t: vt})
		return fmt.Sprintf("for %s, %s := range %s {\n_, _ = %s, %s\n", k, v, x, k, v)
	}
	var h string
	switch g.n(7) {
	case 0:
		x := g.expr(tString, 2)
		h = head(paren(x)+"[:]", tInt, ints[3])
		h = strings.Replace(h, "[:] {", " {", 1)
	case 1, 2:
		t := g.find(func(t *typ) bool { return t.kind == kArray || t.kind == kSlice }, 2)
		if t.kind != kArray && t.kind != kSlice {
			t = arrayOf(3, g.anyType(1))
		}
		x := g.operand(t, 2)
		if p := g.paths(t, true); len(p) > 0 {
			x = p[g.n(len(p))]
			if t.kind == kArray && g.n(3) == 0 && !strings.Contains(x, "deref") {
				x = "&" + x
			}
		}
		if g.n(4) == 0 {
			kt, vt := tInt, t.elem
			g.vars = append(g.vars, variable{name: k, t: kt}, variable{name: v, t: vt})
			h = fmt.Sprintf("var %s int; var %s %s\nfor %s, %s = range %s {\n_, _ = %s, %s\n", k, v, vt.name, k, v, paren(x), k, v)
			return "{\n" + h + g.loopBlock("", d) + "}\n}"
		}
		h = head(paren(x), tInt, t.elem)
	case 3:
		t := mapOf(g.keyType(), g.anyType(1))
		if t.kind == kMap && t.key.ordered() {
			h = head("sortedKeys("+paren(g.operand(t, 2))+")", tInt, t.key)
			break
		}
		h = head(fmt.Sprintf("%s{%s: %s}", "("+t.name, g.lit(t.key, 0), g.expr(t.elem, 1))+")", t.key, t.elem)
		h = strings.Replace(h, "("+t.name+"{", "("+t.name+"{", 1)
	case 4:
		t := g.anyType(1)
		x := g.list(t, 1+g.n(3), 1)
		g.vars = append(g.vars, variable{name: v, t: t})
		h = fmt.Sprintf("for %s := range filled[%s](%s) {\n_ = %s\n", v, t.name, x, v)
	case 5:
		t := sliceOf(g.anyType(1))
		h = head("pairs("+g.operand(t, 2)+")", tInt, t.elem)
	default:
		t := g.anyType(1)
		x, y := g.expr(t, 1), g.expr(t, 1)
		g.vars = append(g.vars, variable{name: v, t: t})
		h = fmt.Sprintf("for %s := range (*Node[%s])(nil).push(%s).push(%s).all() {\n_ = %s\n", v, t.name, x, y, v)
	}
	return labelled(l, h+g.loopBlock(l, d)+"}")
}

// leave leaves a loop, or goes on with its next turn.
func (g *gen) leave() string {
	if g.loop == 0 {
		return g.showAny()
	}
	w := g.one("break", "continue")
	if len(g.labels) > 0 && g.n(3) > 0 {
		w += " " + g.labels[g.n(len(g.labels))]
	}
	return fmt.Sprintf("if %s {\n%s\n}", paren(g.expr(tBool, 2)), w)
}

// escape leaves the function, if its results are known.
func (g *gen) escape(d int) string {
	if g.rets == nil {
		return g.leave()
	}
	return fmt.Sprintf("if %s {\nreturn %s\n}", paren(g.expr(tBool, 2)), g.args(g.rets, 1))
}

func (g *gen) switchStmt(d int) string {
	if g.n(3) == 0 {
		var b strings.Builder
		b.WriteString("switch {\n")
		n := 1 + g.n(3)
		def := g.n(n + 1)
		for i := range n {
			if i == def {
				fmt.Fprintf(&b, "default:\n%s", g.block(1, d-1))
				continue
			}
			fmt.Fprintf(&b, "case %s:\n%s", g.expr(tBool, 2), g.block(1+g.n(2), d-1))
			if i < n-1 && g.n(3) == 0 {
				b.WriteString("fallthrough\n")
			}
		}
		b.WriteString("}")
		return b.String()
	}
	t := g.comparableType()
	var b strings.Builder
	fmt.Fprintf(&b, "switch %s {\n", paren(g.operand(t, 2)))
	n := 1 + g.n(3)
	def := g.n(n + 1)
	for i := range n {
		if i == def {
			fmt.Fprintf(&b, "default:\n%s", g.block(1, d-1))
		} else {
			fmt.Fprintf(&b, "case %s, %s:\n%s", g.operand(t, 2), g.operand(t, 1), g.block(1+g.n(2), d-1))
		}
		if i < n-1 && g.n(3) == 0 {
			b.WriteString("fallthrough\n")
		} else if g.n(6) == 0 {
			fmt.Fprintf(&b, "if %s {\nbreak\n}\n%s", paren(g.expr(tBool, 1)), g.block(1, 0))
		}
	}
	b.WriteString("}")
	return b.String()
}

func (g *gen) typeSwitch(d int) string {
	vars := len(g.vars)
	defer func() { g.vars = g.vars[:vars] }()
	x := g.expr(tAny, 2)
	if g.n(2) == 0 {
		t := g.anyType(2)
		x = "any(" + g.expr(t, 2) + ")"
	}
	v := g.fresh("v")
	var b strings.Builder
	fmt.Fprintf(&b, "switch %s := %s.(type) {\n", v, x)
	seen := map[string]bool{}
	for range 1 + g.n(4) {
		t := g.anyType(2)
		if seen[t.name] || seen["uint8"] && t.name == "byte" || seen["int32"] && t.name == "rune" || t.kind == kAny {
			continue
		}
		seen[t.name] = true
		u := g.anyType(1)
		if g.n(4) == 0 && !seen[u.name] && u.kind != kAny {
			seen[u.name] = true
			fmt.Fprintf(&b, "case %s, %s:\n_ = %s\n%s", t.name, u.name, v, g.block(1, d-1))
			continue
		}
		g.vars = append(g.vars, variable{name: v, t: t})
		fmt.Fprintf(&b, "case %s:\n_ = %s\n%s", t.name, v, g.block(1+g.n(2), d-1))
		if t.printable() {
			fmt.Fprintf(&b, "show(0, %s)\n", v)
		}
		g.vars = g.vars[:vars]
	}
	switch g.n(4) {
	case 0:
		fmt.Fprintf(&b, "case fmt.Stringer:\nfmt.Printf(\" %%T\", %s)\n%s", v, g.block(1, d-1))
	case 1:
		fmt.Fprintf(&b, "case interface{ Num() int }:\nfmt.Printf(\" %%d %%T\", %s.Num(), %s)\n%s", v, v, g.block(1, d-1))
	case 2:
		fmt.Fprintf(&b, "case nil, error:\nfmt.Printf(\" %%T\", %s)\n%s", v, g.block(1, d-1))
	}
	fmt.Fprintf(&b, "default:\n_ = %s\n%s}", v, g.block(1, d-1))
	return b.String()
}

func (g *gen) selectStmt(d int) string {
	t, u := g.anyType(1), g.anyType(1)
	vars := len(g.vars)
	defer func() { g.vars = g.vars[:vars] }()
	v := g.fresh("v")
	ready := fmt.Sprintf("filled[%s](%s)", t.name, g.list(t, g.n(2), 1))
	g.vars = append(g.vars, variable{name: v, t: t})
	recv := fmt.Sprintf("case %s, ok := <-%s:\n_ = %s\nfmt.Print(\" \", ok)\n%s", v, ready, v, g.block(1, d-1))
	g.vars = g.vars[:vars]
	blocked := fmt.Sprintf("case tr[chan %s](%d, nil) <- %s:\n%s", u.name, g.next, g.expr(u, 2), g.block(1, d-1))
	switch g.n(4) {
	case 0:
		return "select {\n" + recv + blocked + "}"
	case 1:
		return "select {\n" + blocked + recv + "}"
	case 2:
		return "select {\n" + blocked + "default:\n" + g.block(1, d-1) + "}"
	default:
		c := g.fresh("c")
		x, tt := g.target()
		if tt == nil {
			return "select {\n" + blocked + recv + "}"
		}
		return fmt.Sprintf("{\n%s := make(chan %s, 1)\nselect {\ncase %s <- %s:\n%sdefault:\n}\nselect {\ncase %s = <-%s:\n%sdefault:\n%s}\n}", c, tt.name, c, g.expr(tt, 2), g.block(1, d-1), x, c, g.block(1, d-1), g.block(1, d-1))
	}
}

// closure declares a function that changes what it captures, and calls it.
func (g *gen) closure(d int) string {
	f := g.fresh("f")
	t := g.anyType(1)
	a := g.fresh("a")
	vars := len(g.vars)
	g.vars = append(g.vars, variable{name: a, t: t})
	rets := g.rets
	g.rets = nil
	g.depth++
	body := g.quiet(func() string { return g.block(1+g.n(3), d-1) })
	g.depth--
	g.rets = rets
	g.vars = g.vars[:vars]
	s := fmt.Sprintf("%s := func(%s %s) {\nstep()\n%s}\n%s(%s)\n", f, a, t.name, body, f, g.expr(t, 2))
	s += g.block(1, d-1)
	return "{\n" + s + fmt.Sprintf("%s%s(%s)\n}", g.one("", "", "defer "), f, g.expr(t, 1))
}

// protected is statements that may panic, with deferred ones.
func (g *gen) protected(d int) string {
	rets := g.rets
	g.rets = nil
	defer func() { g.rets = rets }()
	return g.quiet(func() string {
		g.depth++
		defer func() { g.depth-- }()
		vars := len(g.vars)
		defer func() { g.vars = g.vars[:vars] }()
		var b strings.Builder
		b.WriteString("func() {\n")
		fmt.Fprintf(&b, "defer guard(%q)\n", g.fresh("guard"))
		b.WriteString(g.stmt(d - 1))
		switch g.n(4) {
		case 0:
			fmt.Fprintf(&b, "\ndefer func() {\n%s}()\n", g.block(1+g.n(2), d-1))
		case 1:
			x := g.printableType()
			fmt.Fprintf(&b, "\ndefer show(%d, %s)\n", g.next, g.expr(x, 1))
		case 2:
			fmt.Fprintf(&b, "\nfor i := range 3 { defer func() { fmt.Print(\" d\", i) }() }\n")
		case 3:
			x := g.anyType(1)
			fmt.Fprintf(&b, "\ndefer func(x %s) {\n_ = x\n%sif r := recover(); r != nil { say(\"inner\", r); panic(%s) }\n}(%s)\n", x.name, g.block(1, d-1), g.panicValue(), g.expr(x, 1))
		}
		b.WriteString(g.block(1+g.n(2), d-1))
		b.WriteString(g.panics())
		b.WriteString("\n}()")
		return b.String()
	})
}

func (g *gen) panicValue() string {
	t := g.printableType()
	if t.kind == kAny {
		t = tInt
	}
	return g.expr(t, 1)
}

// panics is a statement that panics, and calls nothing besides.
func (g *gen) panics() string {
	t := g.anyType(2)
	body := ""
	switch g.n(13) {
	case 0:
		body = "panic(" + g.panicValue() + ")"
	case 1:
		u := g.anyInt()
		body = fmt.Sprintf("var z %s; fmt.Print(%s / z)", u.name, g.lit(u, 0))
	case 2:
		body = fmt.Sprintf("s := make([]%s, 2); i := %d; _ = s[i]", t.name, g.n(5))
	case 3:
		body = fmt.Sprintf("var a [3]%s; i := %d; a[i] = a[0]; fmt.Print(len(a))", t.name, g.n(9)-4)
	case 4:
		body = fmt.Sprintf("s := make([]%s, 2, 4); i, j := %d, %d; fmt.Print(len(s[i:j]), cap(s[i:j]))", t.name, g.n(6), g.n(6))
	case 5:
		body = fmt.Sprintf("var m map[string]%s; m[\"a\"] = *new(%s)", t.name, t.name)
	case 6:
		body = fmt.Sprintf("var p *struct{ a int; b %s }; p.b = *new(%s)", t.name, t.name)
	case 7:
		u := g.anyType(2)
		body = fmt.Sprintf("var x any = *new(%s); y := x.(%s); _ = y", t.name, u.name)
	case 8:
		u := g.find(func(t *typ) bool { return t.kind == kSlice || t.kind == kMap || t.kind == kFunc }, 2)
		body = fmt.Sprintf("var x, y any = *new(%s), *new(%s); fmt.Print(x == y)", u.name, u.name)
	case 9:
		u := g.find(func(t *typ) bool { return !t.comparable() }, 2)
		body = fmt.Sprintf("m := map[any]int{}; m[*new(%s)] = 1; fmt.Print(len(m))", u.name)
	case 10:
		body = fmt.Sprintf("x := id[any](*new(%s)); fmt.Print(x.(interface{ Num() int }).Num())", t.name)
	case 11:
		body = fmt.Sprintf("s := make([]%s, 2); n := %d; fmt.Print(len((*[2]%s)(s)), len(([%d]%s)(s[:n])))", t.name, g.n(3), t.name, g.n(4), t.name)
	default:
		body = fmt.Sprintf("n := %d; s := make([]%s, n); fmt.Print(len(s)); var f func(); c := make(chan %s); close(c); %s", g.n(4)-1, t.name, t.name, g.one("f()", "close(c); f()", "c <- *new("+t.name+"); f()"))
	}
	return fmt.Sprintf("func() {\ndefer guard(%q)\n%s\n}()", g.fresh("p"), body)
}

func (g *gen) sliceOps() string {
	for range 20 {
		x, t := g.target()
		if t == nil {
			break
		}
		if t.kind != kSlice {
			continue
		}
		switch g.n(8) {
		case 0, 1:
			return fmt.Sprintf("%s = append(%s, %s)", x, x, g.list(t.elem, 1+g.n(3), 2))
		case 2:
			return fmt.Sprintf("if len(%s) > 1 { %s = %s[%s] }", x, x, x, g.one("1:", ":1", "0:1:2", "1:1", ":len("+x+")-1"))
		case 3:
			if g.low == 0 {
				return fmt.Sprintf("if len(%s) > 0 { %s[%s] = %s }", x, x, "0", g.expr(t.elem, 2))
			}
		case 4:
			if g.low == 0 {
				return fmt.Sprintf("fmt.Print(copy(%s[min(1, len(%s)):], %s))", x, x, x)
			}
		case 5:
			if g.low == 0 {
				return fmt.Sprintf("clear(%s)", x)
			}
		case 6:
			if g.low == 0 {
				return fmt.Sprintf("if len(%s) > 1 { %s[0], %s[1] = %s[1], %s[0] }", x, x, x, x, x)
			}
		default:
			v := g.fresh("v")
			g.vars = append(g.vars, variable{name: v, t: t})
			return fmt.Sprintf("%s := append(%s[:min(1, len(%s))], %s); _ = %s", v, x, x, g.list(t.elem, 1, 2), v)
		}
	}
	return g.showAny()
}

func (g *gen) mapOps() string {
	for range 20 {
		if g.low > 0 {
			break
		}
		x, t := g.target()
		if t == nil {
			break
		}
		if t.kind != kMap {
			continue
		}
		k := g.expr(t.key, 1)
		switch g.n(6) {
		case 0:
			return fmt.Sprintf("delete(%s, %s)", x, k)
		case 1:
			return fmt.Sprintf("if v, ok := %s[%s]; ok { _ = v; fmt.Print(\" has\") }", x, k)
		case 2:
			if t.elem.kind == kInt {
				return fmt.Sprintf("if %s != nil { %s[%s]%s }", x, x, k, g.one("++", " += 3", " <<= 2"))
			}
			return fmt.Sprintf("if %s != nil { %s[%s] = %s }", x, x, k, g.expr(t.elem, 2))
		case 3:
			return fmt.Sprintf("fmt.Print(\" \", len(%s))", x)
		case 4:
			if g.n(3) == 0 {
				return fmt.Sprintf("clear(%s)", x)
			}
			if t.elem.kind == kSlice {
				return fmt.Sprintf("if %s != nil { %s[%s] = append(%s[%s], %s) }", x, x, k, x, k, g.expr(t.elem.elem, 1))
			}
		default:
			return fmt.Sprintf("if %s != nil { %s[%s], %s[%s] = %s, %s }", x, x, k, x, g.expr(t.key, 1), g.expr(t.elem, 2), g.expr(t.elem, 2))
		}
	}
	return g.showAny()
}

// methodValue binds a method, changes its receiver, and calls it.
func (g *gen) methodValue() string {
	for range 20 {
		x, t := g.target()
		if t == nil {
			break
		}
		ms := t.val
		if g.low == 0 && t.kind != kIface {
			ms = append(ms[:len(ms):len(ms)], t.ptr...)
		}
		if len(ms) == 0 || strings.ContainsAny(x, "#(") {
			continue
		}
		m := ms[g.n(len(ms))]
		arg, res := "", ""
		if m.arg != nil {
			arg = g.expr(m.arg, 1)
		}
		if m.res != nil {
			res = "fmt.Print"
		}
		f := g.fresh("f")
		if t.kind == kIface {
			return fmt.Sprintf("if %s != nil {\n%s := %s.%s\n%s = %s\n%s(%s(%s))\n}", x, f, x, m.name, x, g.expr(t, 1), res, f, arg)
		}
		switch g.n(4) {
		case 0:
			recv, y := t.name, x
			if len(t.val) == 0 || m.res == nil {
				recv, y = "(*"+t.name+")", "&"+x
			}
			if arg != "" {
				arg = ", " + arg
			}
			return fmt.Sprintf("%s(%s.%s(%s%s))", res, recv, m.name, y, arg)
		case 1:
			return fmt.Sprintf("func() { defer %s.%s(%s); %s = %s }()", x, m.name, arg, x, g.expr(t, 1))
		default:
			return fmt.Sprintf("{\n%s := %s.%s\n%s = %s\n%s(%s(%s))\n}", f, x, m.name, x, g.expr(t, 1), res, f, arg)
		}
	}
	return g.showAny()
}

func (g *gen) pointer() string {
	x, t := g.target()
	if t == nil || strings.Contains(x, "#") {
		return g.showAny()
	}
	p := g.fresh("p")
	s := fmt.Sprintf("{\n%s := &%s\n", p, x)
	s += g.assign(1) + "\n"
	switch t.kind {
	case kStruct:
		f := t.fields[g.n(len(t.fields))]
		s += fmt.Sprintf("%s.%s = %s\n", p, f.name, g.expr(f.t, 2))
	case kArray:
		s += fmt.Sprintf("%s[%d] = %s\n", p, g.n(t.n), g.expr(t.elem, 2))
	case kBox:
		s += fmt.Sprintf("%s.Set(%s)\nfmt.Print(\" \", %s.Len())\n", p, g.expr(t.elem, 2), p)
	case kInt:
		s += fmt.Sprintf("*%s += %s\n", p, g.expr(t, 1))
	default:
		s += fmt.Sprintf("*%s = %s\n", p, g.expr(t, 2))
	}
	s += g.showAny() + "\n"
	return s + "}"
}

// callStmt calls a function that may change anything.
func (g *gen) callStmt() string {
	if g.low > 0 || len(g.funcs) == 0 {
		return g.showAny()
	}
	f := g.funcs[g.n(len(g.funcs))]
	call := f.name + "(" + g.args(f.params, 2) + ")"
	switch g.n(4) {
	case 0:
		return call
	case 1:
		if len(f.res) == 1 && f.res[0].printable() {
			return fmt.Sprintf("show(%d, %s)", g.next, call)
		}
	case 2:
		if len(f.res) > 1 {
			var names, blanks []string
			for _, t := range f.res {
				v := g.fresh("v")
				names = append(names, v)
				blanks = append(blanks, "_")
				g.vars = append(g.vars, variable{name: v, t: t})
			}
			n := strings.Join(names, ", ")
			return fmt.Sprintf("%s := %s; %s = %s", n, call, strings.Join(blanks, ", "), n)
		}
	}
	if len(f.res) == 1 {
		return g.declare(f.res[0], call)
	}
	return call
}

func (g *gen) goStmt(d int) string {
	t, u := g.anyType(1), g.anyType(1)
	rets := g.rets
	g.rets = nil
	defer func() { g.rets = rets }()
	vars := len(g.vars)
	defer func() { g.vars = g.vars[:vars] }()
	a, c := g.fresh("a"), g.fresh("c")
	g.vars = append(g.vars, variable{name: a, t: t})
	body := g.quiet(func() string { g.depth++; defer func() { g.depth-- }(); return g.block(1+g.n(2), d-1) })
	g.vars = g.vars[:vars]
	s := fmt.Sprintf("{\n%s := make(chan %s, %d)\ngo func(%s %s) {\ndefer close(%s)\ndefer guard(%q)\n%s%s <- %s\n}(%s)\n", c, u.name, g.n(2), a, t.name, c, a, body, c, g.expr(u, 1), g.expr(t, 2))
	v := g.fresh("v")
	s += fmt.Sprintf("for %s := range %s {\n_ = %s\n", v, c, v)
	if u.printable() {
		s += fmt.Sprintf("defer show(%d, %s)\n", g.next, v)
	}
	return s + "}\n}"
}

// order is statements whose operands change what others are evaluated from, as far
// as the language says in which order.
func (g *gen) order(d int) string {
	t := g.anyType(1)
	e := func() string { return g.expr(t, 1) }
	n := func() string { g.tr++; return fmt.Sprint(g.tr) }
	a, i, f := g.fresh("a"), g.fresh("i"), g.fresh("f")
	show := "for _, x := range " + a + " { _ = x; step() }"
	if t.printable() {
		show = fmt.Sprintf("show(%s, %s)", n(), a)
	}
	head := fmt.Sprintf("{\n%s, %s := []%s{%s, %s, %s}, 0\n_, _ = %s, %s\n", a, i, t.name, e(), e(), e(), a, i)
	next := fmt.Sprintf("%s := func() int { %s++; fmt.Print(\" n\", %s); return (%s - 1) %% 3 }\n_ = %s\n", f, i, i, i, f)
	var s string
	switch g.n(14) {
	case 0:
		s = fmt.Sprintf("%s, %s[%s] = 2, %s", i, a, i, e())
	case 1:
		s = fmt.Sprintf("%s[%s], %s[2], %s = %s[2], %s, 1", a, i, a, i, a, e())
	case 2:
		s = fmt.Sprintf("%s[%s()], %s[%s()] = tr(%s, %s[%s()]), %s[%s()]", a, f, a, f, n(), a, f, a, f)
	case 3:
		s = fmt.Sprintf("p := func() *%s { fmt.Print(\" p\"); return &%s[%s()] }\n*p(), *p() = %s[%s()], %s", t.name, a, f, a, f, e())
	case 4:
		s = fmt.Sprintf("m := map[int]%s{}\nm[%s()], m[%s()] = %s[%s()], %s\nm[%s()] = %s[%s()]\nfmt.Print(len(m))", t.name, f, f, a, f, e(), f, a, f)
	case 5:
		s = fmt.Sprintf("x := [...]int{%s(), 10 * %s(), 100 * %s()}\nfmt.Print(x)\ny := map[int]int{%s(): %s(), %s() + 10: %s()}\nfmt.Print(y)", f, f, f, f, f, f, f)
	case 6:
		s = fmt.Sprintf("func() {\ndefer show(%s, %s())\ndefer func(x, y int) { fmt.Print(x, y) }(%s(), %s())\n%s = 7\n}()", n(), f, f, f, i)
	case 7:
		s = fmt.Sprintf("x := []int{1, 2, 3}\nx[%s()] += 10 * %s()\nx[%s()]++\nx[%s()] <<= uint(%s())\nfmt.Print(x)", f, f, f, f, f)
	case 8:
		s = fmt.Sprintf("c := make(chan int, 3)\nc <- 1 + %s()\nselect {\ncase c <- %s():\ndefault:\n}\nfmt.Print(<-c*100+%s()*10+<-c)", f, f, f)
	case 9:
		s = fmt.Sprintf("g := func() (x, y int, z []%s) {\ndefer func() { x, y = y, x+100; z = append(z, %s) }()\nx = 5\nreturn %s(), %s(), %s[:%s()]\n}\nx, y, z := g()\nfmt.Print(x, y, len(z))", t.name, e(), f, f, a, f)
	case 10:
		s = fmt.Sprintf("var k [3]int\nfor k[%s()], %s[%s()] = range []%s{%s, %s} {\nstep()\n}\nfmt.Print(k)", f, a, f, t.name, e(), e())
	case 11:
		s = fmt.Sprintf("type pair struct{ x, y int; v %s }\nps := []pair{{%s(), %s(), %s}, {y: %s(), x: %s()}}\nps[0], ps[1] = ps[1], ps[0]\nq := &ps[0]\nps = append(ps, *q)\nq.x += 50\nfor i, p := range ps {\np.x++\nps[i].y += p.x\nfmt.Print(\" \", p.x, p.y, ps[i].x, ps[i].y)\n}", t.name, f, f, e(), f, f)
	case 12:
		s = fmt.Sprintf("arr := [3]%s{%s, %s, %s}\nb := arr\nfor i, x := range arr {\narr[2] = %s\nb[2-i] = x\n}\nfor i := range &arr { %s[i] = b[i] }\nsl := arr[:2:2]\nsl = append(sl, b[0])\nsl[0] = b[2]\n%s[0] = arr[0]", t.name, e(), e(), e(), e(), a, a)
	default:
		s = fmt.Sprintf("fs := [3]func(int) int{}\nfor i := range fs { fs[i] = func(j int) int { i += j; return i * 10 } }\nfmt.Print(fs[%s()](%s())+fs[%s()](%s()), fs[0](0), fs[1](0), fs[2](0))\ngo func(x int) { }(%s())", f, f, f, f, f)
	}
	return head + next + s + "\n" + show + "\n}"
}

// gotos is a loop made of goto.
func (g *gen) gotos() string {
	l, m, i := g.fresh("G"), g.fresh("G"), g.fresh("i")
	body := g.quiet(func() string { return g.block(1, 1) })
	return fmt.Sprintf("{\n%s := 0\n%s:\nif %s < %d {\n%s++\n{\n%s}\nif %s %% 2 == 0 { goto %s }\nfmt.Print(\" odd\")\ngoto %s\n}\ngoto %s\n%s:\nfmt.Print(\" end\", %s)\nif %s < 4 { %s += 2; goto %s }\n}", i, l, i, 1+g.n(4), i, body, i, l, l, m, m, i, i, i, l)
}

// constants is declarations of constants, and what they give.
func (g *gen) constants() string {
	c := g.fresh("c")
	t := g.anyInt()
	switch g.n(6) {
	case 0:
		return fmt.Sprintf("{\nconst (\n%sa = iota * %d\n%sb\n_\n%sc %s = 1 << iota\n%sd\n%se = \"x\" + \"%d\"\n)\nshow(%d, []any{%sa, %sb, %sc, %sd, %se, len(%se)})\n}", c, 1+g.n(5), c, c, t.name, c, c, g.n(9), g.next, c, c, c, c, c, c)
	case 1:
		return fmt.Sprintf("{\nconst big = 1 << 100\nvar x %s = big >> %d\nvar f float32 = big / 3\nshow(%d, []any{x, f, big >> 98, float64(big), 7 / 2, 7 / 2.0, 'a' + 1, 1 << 3.0, \"é\"[1], -7 %% 3, -7 / 2})\n}", t.name, 94+g.n(6), g.next)
	case 2:
		return fmt.Sprintf("{\ns := uint(%s & 7)\nvar x %s = 1 << s\nvar y = uint8(1.0) << s != 1\nvar z int64 = 1 << s >> 1\nshow(%d, []any{x, y, z, uint8(255) << s >> s, int8(-128) >> s, ^uint16(0) >> s, -5 >> s, ^%s(x)})\n}", g.operand(tInt, 1), t.name, g.next, t.name)
	case 3:
		return fmt.Sprintf("{\nx, y := %s, %s\nshow(%d, []any{x + y, x - y, x * y, x / (y | 1), x %% (y | 1), x & y, x | y, x ^ y, x &^ y, -x, ^x, x << 3, x >> 3, x < y, x == y, uint8(x), int8(y), int16(x), uint32(y), int64(x), uint64(y), float32(x), string(rune(y))})\n}", g.lit(t, 0), g.lit(t, 0), g.next)
	case 4:
		return fmt.Sprintf("{\nconst x, y = complex(1, 2), 3i\nvar z complex64 = x * y\nw := complex(float32(%d), 2)\nshow(%d, []any{x * y, real(x), imag(z), z / w, z == w, -w, x + 'a', fmt.Sprintf(\"%%.2f %%v %%8.3g\", z, w, x)})\n}", g.n(5), g.next)
	default:
		return fmt.Sprintf("{\nb := []byte(%s)\nr := []rune(%s)\nb = append(b, %s...)\nshow(%d, []any{string(b), len(r), string(r), b[:min(3, len(b))]})\nfmt.Print(copy(b, \"xyz\"), string(b))\nfor i, c := range string(b) { fmt.Print(i, \":\", c, \" \") }\n}", g.expr(tString, 1), g.expr(tString, 1), g.expr(tString, 1), g.next)
	}
}

// genericUse uses generic types and functions of the prelude with a type.
func (g *gen) genericUse(d int) string {
	t, u := g.anyType(1), g.anyType(1)
	x, y := g.expr(t, 2), g.expr(u, 2)
	switch g.n(7) {
	case 0:
		s := fmt.Sprintf("{\nvar st Stack[%s]\nst.Push(%s)\nst.Push(%s, %s)\nf := st.Pop\nst.Push(%s)\nv, ok := f()\n_ = v\nfmt.Print(ok, st.Len(), \" %%T\")\nfmt.Printf(\"%%T\", st)\n", t.name, x, g.expr(t, 1), g.expr(t, 1), g.expr(t, 1))
		if t.printable() {
			s += fmt.Sprintf("show(%d, v)\nshow(%d, st)\n", g.next, g.next)
		}
		return s + "}"
	case 1:
		s := fmt.Sprintf("{\np := Pair[%s, %s]{%s, %s}\nq := p.Swap()\np.First = %s\nr := q.Swap()\n_ = r\nfmt.Printf(\" %%T %%T\", q, r)\n", t.name, u.name, x, y, g.expr(t, 1))
		if t.printable() && u.printable() {
			s += fmt.Sprintf("show(%d, q)\nshow(%d, r)\nshow(%d, p)\n", g.next, g.next, g.next)
		}
		return s + "}"
	case 2:
		return fmt.Sprintf("{\nm := OMap[%s, %s]{}\nm.Set(%s, %s)\nm.Set(%s, %s)\nfor k, v := range m.All() {\n_ = v\nfmt.Print(\" \", k, m.Has(k))\n}\nfmt.Printf(\"%%T %%d\", m, m.Len())\n}", "string", t.name, g.expr(tString, 1), x, g.expr(tString, 1), g.expr(t, 1))
	case 3:
		if !t.comparable() || !t.printable() {
			t = tString
			x = g.expr(t, 1)
		}
		return fmt.Sprintf("{\ns := SetOf[%s](%s, %s)\nfmt.Print(\" \", len(s), s.Has(%s), index([]%s{%s, %s}, %s))\nfmt.Printf(\"%%T\", s)\n}", t.name, x, g.expr(t, 1), g.expr(t, 1), t.name, g.expr(t, 1), g.expr(t, 1), g.expr(t, 1))
	case 4:
		return fmt.Sprintf("{\nvar bt Tree[%s]\nfor i := range 3 { bt.Insert([]int{5, 2, 8}[i], %s) }\nbt.Walk(func(k int, v %s) bool { _ = v; fmt.Print(\" k\", k); return k < 5 })\nfmt.Print(bt.Depth())\n}", t.name, x, t.name)
	case 5:
		return fmt.Sprintf("{\nf := curry(func(a %s, b %s) string { _, _ = a, b; return fmt.Sprintf(\"%%T %%T\", a, b) })\nfmt.Print(f(%s)(%s))\ng := Fn[%s, string](func(a %s) string { return fmt.Sprintf(\"%%T\", a) })\nfmt.Print(g.Call(%s), g.Twice(%s))\n}", t.name, u.name, x, y, t.name, t.name, g.expr(t, 1), g.expr(t, 1))
	default:
		return fmt.Sprintf("{\nr := reduce([]%s{%s, %s}, 0, func(n int, v %s) int { _ = v; n++; fmt.Print(\" r\", n); return n * 2 })\nfmt.Print(r)\nvar w Wrapper[%s] = wrapped[%s]{%s}\nfmt.Printf(\"%%T %%T\", w, w.Unwrap())\n}", t.name, x, g.expr(t, 1), t.name, t.name, t.name, g.expr(t, 1))
	}
}

// callGeneric instantiates one of the program's generic functions.
func (g *gen) callGeneric() string {
	if len(g.generics) == 0 {
		return g.showAny()
	}
	t := g.anyType(2)
	f := g.generics[g.n(len(g.generics))]
	a, b := g.fresh("v"), g.fresh("v")
	inst := "[" + t.name + "]"
	call := fmt.Sprintf("(%s, %s, %s, %s, %s)", g.expr(t, 2), g.expr(sliceOf(t), 1), g.expr(tInt, 1), g.pureFunc(funcOf(t, tInt), 1), g.expr(boxOf(t), 1))
	s := fmt.Sprintf("%s, %s := %s%s%s; _, _ = %s, %s", a, b, f, inst, call, a, b)
	g.vars = append(g.vars, variable{name: a, t: t}, variable{name: b, t: tInt})
	return s
}

// shadow declares variables again, from themselves.
func (g *gen) shadow(d int) string {
	if len(g.vars) == 0 {
		return g.showAny()
	}
	var b strings.Builder
	for range 1 + g.n(2) {
		v := g.vars[g.n(len(g.vars))].name
		switch g.n(4) {
		case 0:
			fmt.Fprintf(&b, "for %s := range []int{1} { _ = %s }\n", v, v)
		case 1:
			fmt.Fprintf(&b, "{\n%s := %s\n_ = %s\n%s}\n", v, v, v, g.block(2, d-1))
		case 2:
			fmt.Fprintf(&b, "if %s := %s; true {\n_ = %s\n%s}\n", v, v, v, g.block(2, d-1))
		default:
			t := ""
			for _, w := range g.vars {
				if w.name == v {
					t = w.t.name
				}
			}
			fmt.Fprintf(&b, "func(%s %s) {\n_ = %s\n%s}(%s)\n", v, t, v, g.quiet(func() string {
				rets := g.rets
				g.rets = nil
				defer func() { g.rets = rets }()
				return g.block(2, d-1)
			}), v)
		}
	}
	return b.String()
}

// std hands values and functions to the standard library.
func (g *gen) std(d int) string {
	t := g.anyType(1)
	n := g.next
	switch g.n(11) {
	case 0:
		o := g.orderedType()
		return fmt.Sprintf("{\nxs := []%s{%s}\nslices.SortFunc(xs, func(a, b %s) int { step(); return -cmp.Compare(a, b) })\nshow(%d, xs)\nsort.Slice(xs, func(i, j int) bool { return xs[i] < xs[j] })\nshow(%d, xs)\ni, ok := slices.BinarySearch(xs, xs[0])\nfmt.Print(i, ok, slices.Max(xs), slices.Index(xs, xs[1]))\n}", o.name, g.list(o, 3, 1), o.name, n, n)
	case 1:
		return fmt.Sprintf("{\ntype item struct { k int; v %s }\nxs := []item{{3, %s}, {1, %s}, {2, %s}}\nslices.SortStableFunc(xs, func(a, b item) int { return a.k - b.k })\nfor _, x := range xs { fmt.Print(\" \", x.k) }\nm := slices.MaxFunc(xs, func(a, b item) int { return cmp.Compare(a.k%%3, b.k%%3) })\nfmt.Print(m.k, slices.IndexFunc(xs, func(x item) bool { return x.k == 2 }), slices.ContainsFunc(xs, func(x item) bool { return x.k > 5 }))\nxs = slices.DeleteFunc(xs, func(x item) bool { return x.k == 1 })\nxs = slices.Insert(xs, 1, item{k: 9})\nslices.Reverse(xs)\nfor i, x := range slices.Backward(xs) { fmt.Print(\" \", i, x.k) }\n}", t.name, g.expr(t, 1), g.expr(t, 1), g.expr(t, 1))
	case 2:
		return fmt.Sprintf("fmt.Print(strings.Map(func(r rune) rune { if r > 'b' { return -1 }; return r + 1 }, %s), strings.FieldsFunc(%s, func(r rune) bool { return r == 'l' }), strings.IndexFunc(%s, func(r rune) bool { return r > 127 }))", g.expr(tString, 1), g.expr(tString, 1), g.expr(tString, 1))
	case 3:
		return fmt.Sprintf("{\nvar once sync.Once\nx := %s\nfor i := range 3 { once.Do(func() { fmt.Print(\" once\", i); x = %s; _ = x }) }\nf := sync.OnceValue(func() %s { fmt.Print(\" value\"); return x })\n_, _ = f(), f()\n}", "id["+t.name+"]("+g.expr(t, 1)+")", g.expr(t, 1), t.name)
	case 4:
		return fmt.Sprintf("{\nvar wg sync.WaitGroup\nvar mu sync.Mutex\nsum, all := 0, make([]%s, 4)\nfor i := range 4 {\nwg.Go(func() {\nmu.Lock()\ndefer mu.Unlock()\nsum += i\nall[i] = %s\n})\n}\nwg.Wait()\nfmt.Print(\" \", sum, len(all))\n}", t.name, g.simple(t))
	case 5:
		o := g.chooseT(tInt, tString)
		return fmt.Sprintf("{\nm := map[%s]%s{%s: %s}\nks := slices.Sorted(maps.Keys(m))\nm2 := maps.Clone(m)\nm2[%s] = %s\nfmt.Print(ks, len(m), len(m2), len(slices.Collect(maps.Values(m2))))\nmaps.DeleteFunc(m2, func(k %s, v %s) bool { return k == ks[0] })\nfmt.Print(len(m2))\n}", o.name, t.name, g.expr(o, 1), g.expr(t, 1), g.expr(o, 1), g.expr(t, 1), o.name, t.name)
	case 6:
		p := g.printableType()
		e := "fmt.Errorf(\"e %v: %w\", " + g.expr(p, 1) + ", errBase)"
		return fmt.Sprintf("{\nvar err error = %s\nerr = errors.Join(err, codeError{%s})\nvar c codeError\nvar pc *codeError\nfmt.Print(\" \", errors.Is(err, errBase), errors.As(err, &c), c.code, errors.As(err, &pc), err)\nfunc() {\ndefer func() {\nif e, ok := recover().(error); ok { fmt.Printf(\" %%T %%v\", e, errors.Unwrap(e)) }\n}()\npanic(fmt.Errorf(\"w %%w\", err))\n}()\n}", e, g.expr(tInt, 1))
	case 7:
		p := g.printableType()
		return fmt.Sprintf("{\nvar b strings.Builder\nfmt.Fprintf(&b, \"%s\", %s)\nfmt.Fprintln(&b, %s, %s)\nfmt.Print(b.String(), b.Len())\n}", g.one("%v", "%+v", "%#v", "%T", "%d", "%s", "%q", "%x", "%08.3f", "%-10v|", "%t", "%c", "%U", "%e", "%p")[:2], g.expr(p, 1), g.expr(p, 1), g.expr(g.printableType(), 1))
	case 8:
		p := g.printableType()
		return fmt.Sprintf("fmt.Printf(\" %s %s %s\\n\", %s, %s, %s)", g.one("%x", "%X", "%q", "%d", "%s", "%o", "%b"), g.one("%6.2f", "%-9v|", "%+d", "%#x", "%#q", "%08d", "% x", "%+q"), g.one("%[1]v", "%[2]T", "%[3]*.[2]*[1]f", "%!", "%z", "%v"), g.expr(p, 1), g.expr(g.printableType(), 1), g.expr(g.printableType(), 1))
	case 9:
		return fmt.Sprintf("{\nnext, stop := iter.Pull(func(yield func(%s) bool) {\ndefer fmt.Print(\" stopped\")\nfor i := range 3 { fmt.Print(\" y\", i); if !yield(%s) { return } }\n})\n_, ok := next()\nv, ok2 := next()\n_ = v\nfmt.Print(ok, ok2)\nstop()\n_, ok = next()\nfmt.Print(ok)\n}", t.name, g.expr(t, 1))
	default:
		return fmt.Sprintf("{\nc, done := make(chan %s), make(chan bool)\ngo func() {\ndefer close(done)\nn := 0\nfor v := range c { _ = v; n++ }\nfmt.Print(\" got\", n)\n}()\nfor range 3 {\nselect {\ncase c <- %s:\ncase <-done:\n}\n}\nclose(c)\n<-done\n_, ok := <-done\nfmt.Print(ok)\n}", t.name, g.simple(t))
	}
}

// paren makes a composite literal stand where a block might begin.
func paren(s string) string { return "(" + s + ")" }
