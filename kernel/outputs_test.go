package kernel

import (
	"strings"
	"testing"

	"schedtick/kernel/jupyter"
	"schedtick/kernel/kerneltest"
)

// What a client that keeps displays by their identity has at the end of a cell. The
// report is the last of it, also where it followed a cell that went on to print.
func TestReportStaysBelow(t *testing.T) {
	info, _, _ := startWords(t)
	c := dial(t, info)
	tests := []struct{ cell, want string }{
		{"print live live final", "stream report"},
		{"live print live final", "stream report"},
		{"print live print live print final", "stream stream stream report"},
		{"live clear print live final", "stream report"},
		{"live clear live print clear print final", "stream report"},
		{"live print final print final", "stream report stream"}, // late output, and who stays
		{"print clear final", "report"},
	}
	for _, tt := range tests {
		r := c.Execute("follow " + tt.cell)
		if got := strings.Join(shownAtLast(r), " "); got != tt.want {
			t.Errorf("%s: a client shows %q, want %q", tt.cell, got, tt.want)
		}
	}
}

// shownAtLast keeps outputs as clients do.
func shownAtLast(r kerneltest.Result) []string {
	type output struct {
		id   string
		data jupyter.Bundle
		kind string
	}
	var list []output
	cleared := false
	add := func(o output) {
		if cleared {
			list, cleared = nil, false
		}
		list = append(list, o)
	}
	for _, m := range r.Broadcasts {
		switch m.Header.Type {
		case "stream":
			add(output{kind: "stream"})
		case "display_data":
			d, _ := jupyter.As[jupyter.DisplayData](m)
			add(output{d.Transient.DisplayID, d.Data, "report"})
		case "update_display_data":
			u, _ := jupyter.As[jupyter.UpdateDisplayData](m)
			for i := range list {
				if list[i].id == u.Transient.DisplayID {
					list[i].data = u.Data
				}
			}
		case "clear_output":
			cleared = true
		}
	}
	var kinds []string
	for _, o := range list {
		if text, _ := o.data.Text("text/plain"); o.kind != "report" || len(o.data) != 1 || text != "" {
			kinds = append(kinds, o.kind)
		}
	}
	return kinds
}
