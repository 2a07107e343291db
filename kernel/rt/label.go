package rt

import (
	"context"
	"runtime/pprof"
	"strconv"
	"unsafe"
)

// label has the layout of internal/runtime/pprof/label.Label.
type label struct{ key, value string }

// labelSet has the layout of runtime/pprof.labelMap; TestLabelLayout guards it.
// A G begins with one, so the profiler can read a G as a set of labels. All that one
// go statement starts have the same list.
type labelSet struct{ list []label }

// siteLabels are the labels of the goroutines that a cell starts at one place.
type siteLabels struct {
	site int32
	list [3]label
}

// labelsOf returns the labels of c's goroutines of a site. Most often they are those
// of the last one.
func (c *Cell) labelsOf(site int32) labelSet {
	l := c.labels.Load()
	if l == nil || l.site != site {
		l = c.moreLabels(site)
		c.labels.Store(l)
	}
	return labelSet{l.list[:]}
}

func (c *Cell) moreLabels(site int32) *siteLabels {
	if l, ok := c.allLabels.Load(site); ok {
		return l.(*siteLabels)
	}
	l, _ := c.allLabels.LoadOrStore(site, &siteLabels{site, [3]label{
		{gLabelKey, ""}, {"cell", c.label}, {"site", strconv.Itoa(int(site))},
	}})
	return l.(*siteLabels)
}

// gLabelKey is the first key of every G. Its address, not its text, tells a
// G from a label set that user code installed with pprof.Do.
var gLabelKey = string([]byte("schedtick.g"))

//go:linkname getProfLabel runtime/pprof.runtime_getProfLabel
func getProfLabel() unsafe.Pointer

//go:linkname setProfLabel runtime/pprof.runtime_setProfLabel
func setProfLabel(p unsafe.Pointer)

// labelled returns the G that p points to, or nil for foreign labels.
func labelled(p unsafe.Pointer) *G {
	if p == nil {
		return nil
	}
	s := (*labelSet)(p)
	if len(s.list) == 0 || unsafe.StringData(s.list[0].key) != unsafe.StringData(gLabelKey) {
		return nil
	}
	return (*G)(p)
}

// PprofDo is pprof.Do. The goroutine's labels stay those of its G; ctx carries the
// user's, for pprof.Label and pprof.ForLabels.
func PprofDo(ctx context.Context, labels pprof.LabelSet, f func(context.Context)) {
	f(pprof.WithLabels(ctx, labels))
}

// PprofSetGoroutineLabels is pprof.SetGoroutineLabels, which would take the
// goroutine's G away.
func PprofSetGoroutineLabels(context.Context) {}
