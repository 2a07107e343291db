package worker

import (
	"strings"

	"schedtick/kernel/program"
	"schedtick/kernel/rt"
	"schedtick/runtimeprobe/timeline"
)

// traceLimit is the size at which a trace is cut, in bytes. Reading one of this size
// takes seconds: 2.8 s for 6 MB on a machine that others kept busy.
const traceLimit = timeline.DefaultLimit

// tracer takes the execution trace of one cell. The zero tracer takes none.
type tracer struct {
	c         *child
	recording *timeline.Recording
	failure   string
}

// startTrace begins a trace if it is wanted.
func (c *child) startTrace(o RunOptions) tracer {
	t := tracer{c: c}
	if !o.Timeline {
		return t
	}
	r, err := timeline.Record(traceLimit)
	if err != nil {
		t.failure = err.Error()
		return t
	}
	t.recording = r
	c.host(timeline.Goroutines)
	rt.Trace(true)
	return t
}

// stop ends the trace and puts what it says about cell number id into o.
func (t tracer) stop(id int, o *Outcome) {
	o.NoTimeline = t.failure
	if t.recording == nil {
		return
	}
	rt.Trace(false)
	tl, err := t.recording.Stop(timeline.Options{
		Started: rt.TraceStarted,
		Own:     rt.TraceOwn,
		Reasons: rt.TraceReasons(),
		Mark: func(message string) timeline.Mark {
			cell, site, ok := rt.TraceMark(message)
			m := timeline.Mark{Mine: ok && cell == id, Root: site == 0}
			if s, known := rt.Site(site); known {
				m.Place = timeline.Place{Name: s.Name, Line: s.Line, Col: s.Col, Text: statement(s)}
			}
			return m
		},
	})
	t.c.host(-timeline.Goroutines)
	if err != nil {
		o.NoTimeline = err.Error()
	}
	o.Timeline = tl
}

// statement is how the source starts a goroutine at a site: "go worker(…)".
func statement(s program.Site) string {
	switch {
	case s.What == "go" && strings.HasPrefix(s.Text, "(func"):
		return "go func…"
	case s.What == "go":
		return "go " + s.Text + "(…)"
	}
	// A call of a library: "wg.Go(…)".
	f, _, _ := strings.Cut(s.Text, "(")
	method := s.What[strings.LastIndexByte(s.What, '.')+1:]
	if f != s.What && !strings.HasSuffix(f, "."+method) {
		f += "." + method
	}
	return f + "(…)"
}
