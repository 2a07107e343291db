package kernel

import (
	"unicode/utf8"

	"schedtick/kernel/jupyter"
)

// inspect answers inspect_request.
func (r *request) inspect(q jupyter.InspectRequest) jupyter.Content {
	data := r.k.lang.Inspect(q.Code, byteOffset(q.Code, q.CursorPos), q.DetailLevel)
	return jupyter.InspectReply{Found: len(data) > 0, Data: data}
}

// complete answers complete_request.
func (r *request) complete(q jupyter.CompleteRequest) jupyter.Content {
	found := r.k.lang.Complete(q.Code, byteOffset(q.Code, q.CursorPos))
	start, end := codePoints(q.Code, found.Start), codePoints(q.Code, found.End)
	reply := jupyter.CompleteReply{CursorStart: start, CursorEnd: end}
	for _, c := range found.Items {
		reply.Matches = append(reply.Matches, c.Text)
		reply.Metadata.Types = append(reply.Metadata.Types, jupyter.CompletionItem{
			Text: c.Text, Type: c.Kind, Signature: c.Signature, Start: start, End: end,
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

// byteOffset turns a position in code points, as the protocol counts, into an
// offset in bytes. A position outside the code becomes its nearest end.
func byteOffset(code string, pos int) int {
	if pos <= 0 {
		return 0
	}
	for i := range code {
		if pos == 0 {
			return i
		}
		pos--
	}
	return len(code)
}

// codePoints is the inverse.
func codePoints(code string, offset int) int {
	return utf8.RuneCountInString(code[:min(max(offset, 0), len(code))])
}
