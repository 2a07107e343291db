package session

import (
	"go/ast"
	"go/types"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"schedtick/kernel/session/stdlib"
)

func itoa(n int) string { return strconv.Itoa(n) }

func pathName(spec *ast.ImportSpec) string {
	path, _ := strconv.Unquote(spec.Path.Value)
	return stdlib.Name(path)
}

// report turns what go/types said, and what it could not see, into the cell's
// errors.
func (k *checker) report() {
	if k.crash != "" {
		k.errs = append(k.errs, k.c.NewError(0, "internal error: the type checker broke down: "+k.crash))
	}
	for _, f := range k.lay.faults {
		k.errs = append(k.errs, k.c.NewError(k.c.Offset(f.pos), f.msg))
	}
	for _, e := range k.raw {
		if more, ok := strings.CutPrefix(e.Msg, "\t"); ok {
			if n := len(k.errs); n > 0 {
				last := k.errs[n-1]
				if at := k.c.Offset(e.Pos); at >= 0 {
					more = k.c.Position(e.Pos).String() + ": " + more
				}
				last.Msg += "\n\t" + more
			}
			continue
		}
		if k.fine(e) {
			continue
		}
		off := k.c.Offset(e.Pos)
		k.errs = append(k.errs, k.c.NewError(off, k.reword(e)))
	}
	if len(k.errs) == 0 {
		k.reportBodies()
	}
}

// reportBodies names functions without one. The compiler says so where go/types finds
// nothing wrong; a directive may bring the body from elsewhere.
func (k *checker) reportBodies() {
	for _, it := range k.c.Items {
		d, ok := it.Decl.(*ast.FuncDecl)
		if !ok || d.Body != nil || strings.Contains(k.c.Text, "//go:linkname ") {
			continue
		}
		pos := d.Name.Pos()
		if d.Recv != nil {
			pos = d.Recv.Pos()
		}
		k.errs = append(k.errs, k.c.NewError(k.c.Offset(pos), "missing function body"))
	}
}

// fine reports whether a complaint of go/types is none in a cell.
func (k *checker) fine(e types.Error) bool {
	if k.c.File != nil {
		return false
	}
	for _, f := range k.foreign {
		if f.fine(e) {
			return true
		}
	}
	switch {
	case strings.HasSuffix(e.Msg, "imported and not used"),
		strings.Contains(e.Msg, "imported as ") && strings.HasSuffix(e.Msg, "and not used"):
		return true
	case strings.HasPrefix(e.Msg, "initialization cycle"):
		return true // statements run in text order
	case strings.HasPrefix(e.Msg, "declared and not used"):
		return k.lay.spoilt[e.Pos]
	case strings.HasSuffix(e.Msg, " is not used"):
		return k.lay.result != nil && e.Pos == k.lay.result.Pos()
	}
	return false
}

// compilerWords are messages that the compiler words otherwise than go/types.
var compilerWords = strings.NewReplacer(
	"break not in for, switch, or select statement", "break is not in a loop, switch, or select",
	"use of untyped nil in assignment to _ identifier", "use of untyped nil", // as a cell's value
	"continue not in for statement", "continue is not in a loop",
)

// ownPackage is how messages qualify what earlier cells declared.
var ownPackage = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(^|[^\pL_\d."])main\.`)
})

// reword undoes what the layout did to names in messages.
func (k *checker) reword(e types.Error) string {
	msg := ownPackage().ReplaceAllString(strings.ReplaceAll(e.Msg, lateSuffix, ""), "$1")
	msg = compilerWords.Replace(msg)
	if name, ok := strings.CutSuffix(msg, " declared and not used"); ok && strings.HasPrefix(msg, "label ") {
		msg = name + " defined and not used"
	}
	if strings.HasSuffix(msg, "in variable declaration") && k.lay.defining(e.Pos) {
		msg = strings.TrimSuffix(msg, "variable declaration") + "assignment"
	}
	for {
		i := strings.Index(msg, againSuffix)
		if i < 0 {
			return msg
		}
		j := i + len(againSuffix)
		for j < len(msg) && '0' <= msg[j] && msg[j] <= '9' {
			j++
		}
		msg = msg[:i] + msg[j:]
	}
}
