package kernel

import (
	"fmt"

	"schedtick/kernel/history"
	"schedtick/kernel/jupyter"
)

// history answers history_request. Input is kept as it was typed, so raw makes no
// difference.
func (r *request) history(q jupyter.HistoryRequest) jupyter.Content {
	var found []history.Entry
	switch q.Access {
	case jupyter.HistoryTail:
		found = r.k.inputs.Tail(q.N)
	case jupyter.HistoryRange:
		stop := -1
		if q.Stop != nil {
			stop = *q.Stop
		}
		found = r.k.inputs.Range(q.Session, q.Start, stop)
	case jupyter.HistorySearch:
		found = r.k.inputs.Search(q.Pattern, q.N, q.Unique)
	default:
		return jupyter.ErrorReply{Type: "history_reply", Failure: jupyter.Failure{
			EName:  "malformed request",
			EValue: fmt.Sprintf("hist_access_type %q: want tail, range or search", q.Access),
		}}
	}
	reply := jupyter.HistoryReply{History: make(jupyter.List[jupyter.HistoryEntry], len(found))}
	for i, e := range found {
		entry := jupyter.HistoryEntry{Session: e.Session, Line: e.Line, Input: e.Input, WithOutput: q.Output}
		if q.Output && e.Output != "" {
			entry.Output = &e.Output
		}
		reply.History[i] = entry
	}
	return reply
}
