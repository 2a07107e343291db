package lower

import (
	"fmt"
	"go/ast"
	"go/types"
)

// sameGoroutine are packages whose functions call what they are given before they
// return, on the goroutine of their caller. Nothing needs to stand between.
var sameGoroutine = map[string]bool{
	"bufio": true, "bytes": true, "container/list": true, "embed": true, "encoding/json": true, "flag": true, "fmt": true,
	"go/ast": true, "html/template": true, "io/fs": true, "log/slog": true, "maps": true, "math/rand": true, "math/rand/v2": true,
	"path/filepath": true, "reflect": true, "regexp": true, "slices": true, "sort": true, "strings": true, "sync": true,
	"text/template": true, "unicode": true, "unicode/utf8": true,
	"schedtick/kernel/rt": true, // from the sources in stdsrc; its coroutines are their caller
}

// recovering are functions that recover what their callback panics with, as net/http
// does for its handlers: that is not the end of the program.
func recovering(fn *types.Func) bool {
	return fn.Pkg().Path() == "net/http" && fn.Name() != "RegisterOnShutdown"
}

// guards names the function fn of a compiled package if it may call what it is given
// on a goroutine of its own, else it returns "".
func guards(fn *types.Func) string {
	if fn.Pkg() == nil || sameGoroutine[fn.Pkg().Path()] || recovering(fn) {
		return ""
	}
	if fn.Signature().Recv() != nil {
		return methodDoorKey(fn)
	}
	return fn.Pkg().Path() + "." + fn.Name()
}

// guard is text, the argument a of type t in a call of c, such that its panic on a
// goroutine that the callee starts ends the cell and not the worker.
func (f *fn) guard(e *ast.CallExpr, c callee, a ast.Expr, t types.Type, text string) string {
	if c.guards == "" || f.src.Info.Types[a].IsNil() {
		return text
	}
	if _, ok := coreType(t).(*types.Signature); !ok {
		return text
	}
	ft := f.typ(t)
	h := f.helper("guard", ft, func(name string) string {
		return fmt.Sprintf("func %s(site int, f %s) %s {\nvar g %s\nrt.Guard(site, f, &g)\nreturn g\n}", name, ft, ft, ft)
	})
	return fmt.Sprintf("%s(%d, %s)", h, f.site(e.Pos(), c.guards, source(e.Fun)), text)
}
