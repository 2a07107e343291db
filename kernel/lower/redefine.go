package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
)

// Redefinition. A function notes what it mentions of the session, and in which
// form. When a cell declares such a thing anew in the same form, its users are
// declared again, so that they see it. In another form its users are stale: they
// say so when they run, until they or the thing are declared as they fit.

// depend notes that the function being written mentions key in the given form.
func (lo *lowering) depend(key, form string) {
	if lo.deps != nil {
		lo.deps[key] = form
	}
}

// funcForm is what users of a function rely on.
func (lo *lowering) funcForm(obj *types.Func) string {
	if generic(obj) {
		return "generic func" + types.TypeString(obj.Origin().Type(), shortQualifier)
	}
	return "func " + lo.key(obj.Origin().Type())
}

func (lo *lowering) varForm(v *types.Var) string { return "var " + lo.key(v.Type()) }

func (lo *lowering) constForm(c *types.Const) string {
	return "const " + lo.key(c.Type()) + " " + c.Val().ExactString()
}

// dependConsts notes the session's constants in an expression that was folded.
func (f *fn) dependConsts(e ast.Expr) {
	if f.deps == nil {
		return
	}
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if c, ok := f.src.Info.Uses[id].(*types.Const); ok && c.Pkg() != nil && c.Pkg().Path() == "main" && c.Parent() == c.Pkg().Scope() {
				f.depend(c.Name(), f.constForm(c))
			}
		}
		return true
	})
}

// definition is something that the cell declares: its form, and words for it.
type definition struct{ form, words string }

// definitions lists what the cell declares, by key.
func (lo *lowering) definitions() map[string]definition {
	defs := map[string]definition{}
	for _, r := range lo.funcs {
		defs[r.key] = definition{lo.funcForm(r.obj), "func " + r.obj.Name() + strings.TrimPrefix(types.TypeString(r.obj.Type(), shortQualifier), "func")}
	}
	for _, v := range lo.unit.Vars {
		defs[v.Name()] = definition{lo.varForm(v), "var " + v.Name() + " " + types.TypeString(v.Type(), shortQualifier)}
	}
	for _, d := range lo.unit.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, s := range g.Specs {
			for _, n := range s.(*ast.ValueSpec).Names {
				if c, ok := lo.unit.Info.Defs[n].(*types.Const); ok && n.Name != "_" {
					defs[n.Name] = definition{lo.constForm(c), "const " + n.Name + " = " + c.Val().String()}
				}
			}
		}
	}
	return defs
}

// affected finds the functions of earlier cells that must be declared again:
// those that mention what this cell redefines, and those that call them.
func (lo *lowering) affected() []*funcRec {
	defs := lo.definitions()
	mine := map[string]bool{}
	for _, r := range lo.funcs {
		mine[r.key] = true
	}
	again := map[string]bool{} // functions whose users must be declared again
	stale := map[string]string{}
	for key := range mine {
		if old, ok := lo.Lowerer.funcs[key]; ok && lo.funcForm(old.obj) == defs[key].form {
			again[key] = true
		}
	}
	for key, r := range lo.Lowerer.funcs {
		if mine[key] {
			continue
		}
		for _, dep := range slices.Sorted(maps.Keys(r.deps)) {
			form := r.deps[dep]
			d, ok := defs[dep]
			switch {
			case !ok:
			case d.form != form:
				again[key] = true
				stale[key] = fmt.Sprintf("%s is out of date: cell [%d] declares %s; run the cell that declares %s again",
					sourceName(r.obj), lo.unit.Cell.ID, d.words, r.obj.Name())
			case r.stale != "": // it may fit again
				again[key] = true
				if !lo.fits(r, defs) && stale[key] == "" {
					stale[key] = r.stale
				}
			}
		}
	}
	for more := true; more; {
		more = false
		for key, r := range lo.Lowerer.funcs {
			if again[key] || mine[key] {
				continue
			}
			for dep := range r.deps {
				if again[dep] {
					again[key], more = true, true
					break
				}
			}
		}
	}
	var out []*funcRec
	for _, key := range slices.Sorted(maps.Keys(again)) { // the order in which names are given
		old, ok := lo.Lowerer.funcs[key]
		if !ok || mine[key] {
			continue
		}
		r := &funcRec{key: key, obj: old.obj, decl: old.decl, unit: old.unit, deps: map[string]string{}, stale: stale[key]}
		if r.stale != "" {
			r.deps = old.deps
		}
		r.name = lo.gen("G", old.obj.Name())
		out = append(out, r)
	}
	if len(again) > 0 {
		lo.rebind(again)
	}
	return out
}

// fits reports whether all that r mentions has the form that it relies on.
func (lo *lowering) fits(r *funcRec, defs map[string]definition) bool {
	for dep, form := range r.deps {
		now := form
		if f, ok := lo.Lowerer.funcs[dep]; ok {
			now = lo.funcForm(f.obj)
		} else if v, ok := lo.Lowerer.vars[dep]; ok {
			now = lo.varForm(v.obj)
		}
		if d, ok := defs[dep]; ok {
			now = d.form
		}
		if now != form {
			return false
		}
	}
	return true
}

// staleFunc writes a function that only says why it cannot run.
func (lo *lowering) staleFunc(r *funcRec) {
	lo.with(r.unit, func() {
		sig := r.obj.Signature()
		f := lo.newFn(r.name, sourceName(r.obj), analyze(r.unit.Info))
		f.at = r.decl.Pos()
		var ps []string
		if sig.Recv() != nil {
			ps = append(ps, f.tmp()+" "+f.typ(sig.Recv().Type()))
		}
		for i := range sig.Params().Len() {
			ps = append(ps, f.tmp()+" "+f.typ(sig.Params().At(i).Type()))
		}
		f.mark(r.decl.Pos())
		f.printf("rt.Panic(%d, %q)\n", f.site(r.decl.Pos(), "stale", r.obj.Name()), r.stale)
		res := f.resultText(sig.Results())
		if sig.Results().Len() > 0 {
			zeros := make([]string, sig.Results().Len())
			for i := range zeros {
				zeros[i] = f.zero(sig.Results().At(i).Type())
			}
			f.printf("return %s\n", join(zeros))
		}
		f.finish("(" + strings.Join(ps, ", ") + ")" + res)
	})
}
