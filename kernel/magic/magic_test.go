package magic

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"schedtick/kernel/panel"
	"schedtick/kernel/sched"
	"schedtick/kernel/session"
	"schedtick/runtimeprobe/costs"
)

type host struct {
	names  []session.Name
	native string
	mode   panel.Mode
	reset  bool

	snapshot *sched.Snapshot
	stopped  map[int]Stopped
	procs    Procs
	latest   bool
}

func (h *host) Goroutines(context.Context) (*sched.Snapshot, error) { return h.snapshot, nil }

func (h *host) StopCell(_ context.Context, cell int) (Stopped, error) { return h.stopped[cell], nil }

func (h *host) GOMAXPROCS(context.Context) (Procs, error) { return h.procs, nil }

func (h *host) SetGOMAXPROCS(_ context.Context, n int) (Procs, error) {
	h.procs = Procs{Before: h.procs.After, After: n, SetBy: "%set"}
	return h.procs, nil
}

func (h *host) LateOutput() bool { return h.latest }

func (h *host) SetLateOutput(_ context.Context, latest bool) error { h.latest = latest; return nil }

func (h *host) Names() []session.Name       { return h.names }
func (h *host) Reset(context.Context) error { h.reset, h.names = true, nil; return nil }
func (h *host) Probe() panel.Mode           { return h.mode }
func (h *host) Native() string              { return h.native }
func (h *host) SetNative(m string)          { h.native = m }
func (h *host) SetProbe(m panel.Mode)       { h.mode = m }

func (h *host) Get(_ context.Context, queries []string) (string, error) {
	return fmt.Sprintf("got %q\n", queries), nil
}

func (h *host) Costs(_ context.Context, million bool) (costs.Table, error) {
	return costs.Table{Missing: []string{fmt.Sprintf("million: %t", million)}}, nil
}

func TestRun(t *testing.T) {
	h := &host{names: []session.Name{
		{Name: "x", Kind: "var", Type: "int", Cell: 1},
		{Name: "worker", Kind: "func", Type: "func(n int)\n" + strings.Repeat("x", 80), Cell: 12},
	}}
	tests := []struct{ name, args, want, err string }{
		{"who", "", "var   x       cell [1]   int\n", ""},
		{"who", "", "func  worker  cell [12]  func(n int) xxxxx", ""},
		{"probe", "", "probe is line\n", ""},
		{"probe", "full", "", ""},
		{"probe", "", "probe is full\n", ""},
		{"probe", "ful", "", `%probe: argument "ful", did you mean "full"?: want %probe off|line|full|projector`},
		{"get", "a/b@v1  ./c", "got [\"a/b@v1\" \"./c\"]\n", ""},
		{"get", "", "", "%get: what? As in: %get golang.org/x/time@latest"},
		{"costs", "million", "! million: true\n", ""},
		{"costs", "", "! million: false\n", ""},
		{"costs", "all", "", `%costs: argument "all": want %costs million`},
		{"whos", "", "", `%whos: there is no such magic, did you mean "who"?; %help lists them`},
		{"matplotlib", "", "", `%matplotlib: there is no such magic; %help lists them`},
		{"who", "x", "", `%who: takes no argument, got "x"`},
		{"reset", "", "", ""},
		{"who", "", "nothing is declared\n", ""},
	}
	for _, tt := range tests {
		got, err := Run(t.Context(), h, tt.name, tt.args)
		if tt.err != "" {
			var e *Error
			if !errors.As(err, &e) || err.Error() != tt.err {
				t.Errorf("%%%s %s: error %v, want %s", tt.name, tt.args, err, tt.err)
			}
			continue
		}
		if err != nil || !strings.Contains(got.Text, tt.want) {
			t.Errorf("%%%s %s: %q, %v; want %q", tt.name, tt.args, got, err, tt.want)
		}
	}
	if !h.reset {
		t.Error("%reset did nothing")
	}
}

// Help names every magic, with what it can be given.
func TestHelp(t *testing.T) {
	got, err := Run(t.Context(), &host{}, "help", "")
	if err != nil {
		t.Fatal(err)
	}
	table := Table()
	if !slices.IsSortedFunc(table, func(a, b Magic) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("the table is not sorted")
	}
	for _, m := range table {
		if !strings.Contains(got.Text, m.Usage()+" ") || !strings.Contains(got.Text, m.Help) {
			t.Errorf("%s is missing from help:\n%s", m.Usage(), got.Text)
		}
	}
}

func TestComplete(t *testing.T) {
	var all []string
	for _, m := range Table() {
		all = append(all, "%"+m.Name)
	}
	for line, want := range map[string]string{
		"%":          strings.Join(all, " "),
		"%p":         "%probe",
		"%probe ":    "off line full projector",
		"%probe  f":  "full",
		"%who ":      "",
		"%nothing":   "",
		"%nothing x": "",
	} {
		if words := Complete(line); strings.Join(words, " ") != want {
			t.Errorf("%q: %v, want %s", line, words, want)
		}
	}
}
