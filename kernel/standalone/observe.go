package standalone

import (
	"fmt"
	"go/ast"
	"io/fs"
	"path"
	"strings"

	"schedtick/kernel/session"
)

// ReportEnv is the environment variable that names the file where an observed program
// writes its report when main has ended: a runtimeprobe.Report as JSON. A program
// that exits or crashes elsewhere writes none.
const ReportEnv = "SCHEDTICK_REPORT"

const (
	probeModule = "schedtick"
	probePath   = probeModule + "/runtimeprobe"
	observe     = generated + "observe"
)

// observeText is the program's file that observes main.
const observeText = `package main

import (
	"encoding/json"
	"os"
	"time"

	"` + probePath + `"
)

func ` + observe + `() func() {
	file := os.Getenv("` + ReportEnv + `")
	os.Unsetenv("` + ReportEnv + `")
	if file == "" {
		return func() {}
	}
	cell := runtimeprobe.Start(runtimeprobe.Options{After: time.Millisecond})
	return func() {
		if data, err := json.Marshal(cell.Stop()); err == nil {
			_ = os.WriteFile(file, data, 0o600)
		}
	}
}
`

// Observed is [Main] for a program that observes itself with package runtimeprobe, whose
// source is in the directory runtimeprobe of probe.
func Observed(probe fs.FS) func(*session.Unit, []session.Need) (*Program, error) {
	return func(u *session.Unit, needs []session.Need) (*Program, error) {
		m := newMaker(u, needs)
		m.observed = true
		p, err := m.make()
		if err != nil {
			return nil, err
		}
		p.Files["observe.go"] = []byte(observeText)
		return p, p.addProbe(probe)
	}
}

// observeMain has the function main of a cell observed.
func (m *maker) observeMain(fn *ast.FuncDecl) {
	if m.observed && fn.Recv == nil && fn.Name.Name == "main" && fn.Body != nil {
		at := m.src.cell.Offset(fn.Body.Lbrace) + 1
		m.src.edit(at, at, " defer "+observe+"()(); ")
	}
}

// addProbe gives the program the module of package runtimeprobe.
func (p *Program) addProbe(probe fs.FS) error {
	root := path.Join(modulesRoot, probeModule)
	p.inside(probeModule, root)
	p.Files[path.Join(root, "go.mod")] = []byte("module " + probeModule + "\n\ngo 1.24\n")
	files, err := fs.ReadDir(probe, "runtimeprobe")
	if err != nil {
		return fmt.Errorf("standalone: %s: %w", probePath, err)
	}
	for _, f := range files {
		if f.IsDir() || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		text, err := fs.ReadFile(probe, path.Join("runtimeprobe", f.Name()))
		if err != nil {
			return fmt.Errorf("standalone: %s: %w", probePath, err)
		}
		p.Files[path.Join(root, "runtimeprobe", f.Name())] = text
	}
	return nil
}
