package lower

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"schedtick/kernel/program"
)

// mentions notes at the site where call starts a goroutine from a function literal which
// names that goroutine can come to use: all that the statement mentions. The interpreter's
// closures hold all variables of the function around them, so that the heap says too much.
//
// Nothing is noted where the literal can call code of the session that stands elsewhere: what
// that uses is not known here.
func (f *fn) mentions(p token.Pos, call *ast.CallExpr) {
	var names []string
	literal := false
	sealed := true
	ast.Inspect(call, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			literal = true
		case *ast.Ident:
			names = append(names, n.Name)
			sealed = sealed && !elsewhere(f.src.Info.Uses[n], call)
		}
		return sealed
	})
	if !literal || !sealed {
		return
	}
	slices.Sort(names)
	at := f.pos(p)
	for i := range f.prog.Sites {
		if s := &f.prog.Sites[i]; s.Name == at.Filename && s.Line == at.Line && s.Col == at.Column && program.Starts(s.What) {
			if f.prog.Mentions == nil {
				f.prog.Mentions = map[int][]string{}
			}
			f.prog.Mentions[s.ID] = slices.Compact(names)
		}
	}
}

// elsewhere reports whether obj can be code of the session that stands outside of call: a
// function, a variable that holds one, a method behind an interface.
func elsewhere(obj types.Object, call *ast.CallExpr) bool {
	switch obj := obj.(type) {
	case *types.Func:
		if recv := obj.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) {
			return true
		}
		return obj.Pkg() == nil || fromSource(obj.Pkg())
	case *types.Var:
		_, is := obj.Type().Underlying().(*types.Signature)
		return is && (obj.Pos() < call.Pos() || obj.Pos() >= call.End())
	}
	return false
}
