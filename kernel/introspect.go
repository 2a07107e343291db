package kernel

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"schedtick/kernel/jupyter"
	"schedtick/kernel/session"
)

// inspect answers inspect_request.
func (r *request) inspect(q jupyter.InspectRequest) jupyter.Content {
	data := r.k.lang.Inspect(q.Code, q.CursorPos, q.DetailLevel)
	return jupyter.InspectReply{Found: len(data) > 0, Data: data}
}

// complete answers complete_request.
func (r *request) complete(q jupyter.CompleteRequest) jupyter.Content {
	found := imported(r.k.lang.Complete(q.Code, q.CursorPos), q.Code)
	reply := jupyter.CompleteReply{CursorStart: found.Start, CursorEnd: found.End}
	for _, c := range found.Items {
		reply.Matches = append(reply.Matches, c.Text)
		reply.Metadata.Types = append(reply.Metadata.Types, jupyter.CompletionItem{
			Text: c.Text, Type: c.Kind, Signature: c.Type, Start: found.Start, End: found.End,
		})
	}
	return reply
}

// imported has the items of a package that the session does not import bring the import
// along. A reply replaces one stretch of text, so that has to begin where an import may
// stand: before the statement that the cursor is in.
func imported(c session.Completion, code string) session.Completion {
	text := []rune(code)
	brings := func(it session.Item) bool { return it.Import != "" }
	if c.ImportAt < 0 || !slices.ContainsFunc(c.Items, brings) || otherwise(code, string(text[c.Start:c.End])) {
		return c
	}
	between := string(text[c.ImportAt:c.Start])
	for i, it := range c.Items {
		c.Items[i].Text = between + it.Text
		if brings(it) {
			c.Items[i].Text = fmt.Sprintf("import %q\n", it.Import) + c.Items[i].Text
		}
	}
	c.Start = c.ImportAt
	return c
}

// otherwise reports whether JupyterLab itself completes word from the cell's text. It puts
// its own items and the kernel's into one list, which then begins at the word for all of
// them: what was to replace more would be inserted there whole.
func otherwise(code, word string) bool {
	if word == "" {
		return strings.Contains(code, "..") // the point before the cursor is the word
	}
	for _, w := range strings.FieldsFunc(code, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if w != word && strings.HasPrefix(w, word) {
			return true
		}
	}
	return false
}

// isComplete answers is_complete_request.
func (r *request) isComplete(q jupyter.IsCompleteRequest) jupyter.Content {
	status, indent := r.k.lang.IsComplete(q.Code)
	if status != jupyter.Incomplete {
		indent = ""
	}
	return jupyter.IsCompleteReply{Status: status, Indent: indent}
}
