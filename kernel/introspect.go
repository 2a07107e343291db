package kernel

import "schedtick/kernel/jupyter"

// inspect answers inspect_request.
func (r *request) inspect(q jupyter.InspectRequest) jupyter.Content {
	data := r.k.lang.Inspect(q.Code, q.CursorPos, q.DetailLevel)
	return jupyter.InspectReply{Found: len(data) > 0, Data: data}
}

// complete answers complete_request.
func (r *request) complete(q jupyter.CompleteRequest) jupyter.Content {
	found := r.k.lang.Complete(q.Code, q.CursorPos)
	reply := jupyter.CompleteReply{CursorStart: found.Start, CursorEnd: found.End}
	for _, c := range found.Items {
		reply.Matches = append(reply.Matches, c.Text)
		reply.Metadata.Types = append(reply.Metadata.Types, jupyter.CompletionItem{
			Text: c.Text, Type: c.Kind, Signature: c.Type, Start: found.Start, End: found.End,
		})
	}
	return reply
}

// isComplete answers is_complete_request.
func (r *request) isComplete(q jupyter.IsCompleteRequest) jupyter.Content {
	status, indent := r.k.lang.IsComplete(q.Code)
	if status != jupyter.Incomplete {
		indent = ""
	}
	return jupyter.IsCompleteReply{Status: status, Indent: indent}
}
