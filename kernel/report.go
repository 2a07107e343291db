package kernel

import (
	"encoding/json"
	"fmt"
	"html"
	"slices"
	"strings"
	"time"

	"schedtick/kernel/jupyter"
	"schedtick/kernel/panel"
	"schedtick/kernel/panel/waits"
	"schedtick/kernel/sched"
	"schedtick/runtimeprobe"
)

// Observed is what the probe saw of a cell: all that its report shows.
type Observed struct {
	// Report is what the scheduler did; nil where no program ran or nobody looks.
	Report *runtimeprobe.Report
	// Snapshot is who lived after the cell, or lives while it runs; nil if nobody.
	Snapshot *sched.Snapshot
	// Late is what goroutines of earlier cells printed there meanwhile.
	Late []LateLines
	// Gone is how long after the cell's end the last goroutine that it had left
	// ended; 0 if that is not so or not known.
	Gone time.Duration
	// Probe is how much of all that is to be seen.
	Probe panel.Mode
}

// LateLines counts lines that a goroutine of an earlier cell printed under its own
// cell while another one ran.
type LateLines struct {
	Cell  int `json:"cell"`  // where they went
	Lines int `json:"lines"` // how many
}

// Seen reports whether there is a report to be seen.
func (o Observed) Seen() bool { return o.Report != nil && o.Probe != panel.Off }

// notes are sentences that stand below the line.
func (o Observed) notes() []string {
	var list []string
	if text := waits.Unconfirmed(o.Snapshot); text != "" {
		list = append(list, text)
	}
	for _, l := range o.Late {
		list = append(list, fmt.Sprintf("%s went to cell [%d]", plural(l.Lines, "line"), l.Cell))
	}
	if o.Gone > 0 {
		list = append(list, fmt.Sprintf("the last goroutine that it left ended %s after it", o.Gone.Round(10*time.Millisecond)))
	}
	return list
}

// tornCaveat is what to know of a report whose parts do not belong to one instant.
const tornCaveat = "goroutines ran while it was read who is alive and who waits: those parts are of slightly different moments"

// report is the probe's, with what the snapshot adds to know.
func (o Observed) report() runtimeprobe.Report {
	r := *o.Report
	if o.Snapshot != nil && o.Snapshot.Torn {
		r.Caveats = append(slices.Clip(r.Caveats), tornCaveat)
	}
	if text := waits.Unsearched(o.Snapshot); text != "" && !r.Running {
		r.Caveats = append(slices.Clip(r.Caveats), text)
	}
	return r
}

// Text is the report for a terminal, without a newline at its end.
func (o Observed) Text() string {
	return strings.Join(append([]string{panel.Render(o.report(), o.Snapshot, o.Probe).Text}, o.notes()...), "\n")
}

// noteStyle is the look of a note: beside the panel's box, quiet, of no colour of
// its own, so that it keeps its sense in every theme and without any style.
const noteStyle = "margin:0 0 2px 0;padding:0 0 0 8px;font-size:13px;line-height:1.5;opacity:0.75"

// bundle is the report for a notebook.
func (o Observed) bundle() jupyter.Bundle {
	b := panel.Render(o.report(), o.Snapshot, o.Probe)
	page := b.HTML
	for _, n := range o.notes() {
		page += `<div style="` + noteStyle + `">` + html.EscapeString(n) + "</div>"
	}
	return jupyter.TextBundle(strings.Join(append([]string{b.Text}, o.notes()...), "\n")).WithText("text/html", page)
}

// lines are the report at the end of a traceback. Where the cell's display shows it
// already, only its line is told again.
func (o Observed) lines(displayed bool) []string {
	if !o.Seen() {
		return nil
	}
	mode := o.Probe
	if displayed {
		mode = panel.Line
	}
	lines := panel.Error(o.report(), o.Snapshot, mode)
	for _, n := range o.notes() {
		lines = append(lines, panel.ANSINote+n+panel.ANSIEnd)
	}
	return lines
}

// reportData is the published form of a report: that of runtimeprobe with what the
// kernel knows beyond it. docs/report.md describes it.
type reportData struct {
	*runtimeprobe.Report
	// Snapshot is who lived after the cell, or lives while it runs; nil if nobody.
	Snapshot *sched.Snapshot `json:"snapshot,omitempty"`
	// Late is what goroutines of earlier cells printed there meanwhile.
	Late []LateLines `json:"late_output,omitempty"`
	// Gone is how long after the cell's end the last goroutine that it had left
	// ended; 0 if that is not so or not known.
	Gone time.Duration `json:"gone_ns,omitzero"`
}

// Data is the report as data, to be written as JSON.
func (o Observed) Data() any {
	r := o.report()
	return reportData{&r, o.Snapshot, o.Late, o.Gone}
}

// size estimates how large the report is as a message, in bytes: measured for one to
// a thousand groups, within a fifth.
func (o Observed) size() int {
	const empty, group = 12 << 10, 1600
	if o.Snapshot == nil {
		return empty
	}
	return empty + group*len(o.Snapshot.Groups)
}

// metadata is the data in an output's metadata, since a JSON representation beside
// the HTML would be shown instead of it.
func (o Observed) metadata() jupyter.Metadata {
	return jupyter.Metadata{"schedtick": rawJSON(o.Data())}
}

// rawJSON is the JSON form of data of ours, which always has one.
func rawJSON(v any) json.RawMessage {
	data, err := json.Marshal(v)
	if err != nil {
		return json.RawMessage("null")
	}
	return data
}
