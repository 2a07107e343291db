package lower

import (
	"fmt"
	"go/ast"
	"go/types"
)

// typedChans are the element types that kernel/rt has operations of their own for.
var typedChans = map[string]string{
	"int": "Int", "string": "String", "bool": "Bool", "struct {  }": "Empty", "float64": "Float64",
	"error": "Error", "any": "Any", "int64": "Int64", "uint8": "Byte", "byte": "Byte", "int32": "Rune", "rune": "Rune",
}

func (f *fn) typedChan(elem types.Type) (string, bool) {
	kind, ok := typedChans[f.typ(elem)]
	return kind, ok
}

// recvDrop is a receive whose value nobody wants.
func (f *fn) recvDrop(e *ast.UnaryExpr) string {
	site := f.site(e.OpPos, "chan receive", source(e.X))
	if kind, ok := f.typedChan(f.chanElemType(e.X)); ok {
		return fmt.Sprintf("rt.Recv%s(%d, %s)", kind, site, f.base(e.X))
	}
	return fmt.Sprintf("rt.Recv(%d, %s, nil)", site, f.base(e.X))
}

// recvHelper is a function that receives one value.
func (f *fn) recvHelper(ch, elem types.Type) string {
	ct, et := f.typ(ch), f.typ(elem)
	return f.helper("recv", ct, func(name string) string {
		return fmt.Sprintf("func %s(site int, c %s) %s {\nvar v %s\nrt.Recv(site, c, &v)\nreturn v\n}", name, ct, et, et)
	})
}
