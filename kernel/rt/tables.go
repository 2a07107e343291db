package rt

import (
	"strings"
	"sync"

	"schedtick/kernel/program"
)

// tables hold what the programs loaded so far say about places and names.
var tables struct {
	mu    sync.RWMutex
	sites map[int]program.Site
	funcs map[string]program.Func
}

// AddSites makes sites known.
func AddSites(sites []program.Site) {
	tables.mu.Lock()
	defer tables.mu.Unlock()
	if tables.sites == nil {
		tables.sites = map[int]program.Site{}
	}
	for _, s := range sites {
		tables.sites[s.ID] = s
	}
}

// AddFuncs makes the source names of lowered functions known.
func AddFuncs(funcs []program.Func) {
	tables.mu.Lock()
	defer tables.mu.Unlock()
	if tables.funcs == nil {
		tables.funcs = map[string]program.Func{}
	}
	for _, f := range funcs {
		tables.funcs[f.Lowered] = f
	}
}

// Site returns the source place with the given number.
func Site(id int) (program.Site, bool) {
	tables.mu.RLock()
	defer tables.mu.RUnlock()
	s, ok := tables.sites[id]
	return s, ok
}

func siteText(id int) string {
	s, _ := Site(id)
	return s.Text
}

// sourceFunc returns the source name of a function of the lowered text, given as the
// interpreter names it: "main.fib_2".
func sourceFunc(name string) string {
	tables.mu.RLock()
	defer tables.mu.RUnlock()
	if f, ok := tables.funcs[strings.TrimPrefix(name, "main.")]; ok {
		return f.Source
	}
	return name
}
