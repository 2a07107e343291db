package rt

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"schedtick/kernel/program"
)

// tables hold what the programs loaded so far say about places and names.
var tables struct {
	mu       sync.RWMutex
	sites    map[int]program.Site
	funcs    map[string]program.Func
	mentions map[int][]string // by site
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

// AddMentions makes known which names goroutines can come to use that are started at sites.
func AddMentions(mentions map[int][]string) {
	tables.mu.Lock()
	defer tables.mu.Unlock()
	if tables.mentions == nil {
		tables.mentions = map[int][]string{}
	}
	maps.Copy(tables.mentions, mentions)
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

// mayUse reports whether a goroutine that was started at a site may come to use what the
// source calls by an expression: "c", "x.c", "forks[i]".
func mayUse(site int, expr string) bool {
	tables.mu.RLock()
	defer tables.mu.RUnlock()
	names := tables.mentions[site]
	if names == nil {
		return true
	}
	expr = strings.TrimLeft(expr, "*&(<-")
	end := strings.IndexFunc(expr, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if end >= 0 {
		expr = expr[:end]
	}
	_, ok := slices.BinarySearch(names, expr)
	return ok || expr == ""
}

func siteText(id int) string {
	s, _ := Site(id)
	return s.Text
}

// funcOf returns the source name of a function of the lowered text, "" if unknown.
// The interpreter names literals after the function they stand in: "fib_2.func".
func funcOf(lowered string) string {
	tables.mu.RLock()
	defer tables.mu.RUnlock()
	return tables.funcs[lowered].Source
}
