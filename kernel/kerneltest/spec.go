package kerneltest

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"schedtick/kernel/jupyter"
)

// Validate checks a decoded message against the protocol's specification:
// header, content, and whether there must be a parent. It does not know which
// messages came before; [Client] checks that.
func Validate(m *jupyter.Message) error {
	head := m.Header.Raw()
	if head == nil {
		var err error
		if head, err = json.Marshal(m.Header); err != nil {
			return fmt.Errorf("kerneltest: %s: header: %w", m.Header.Type, err)
		}
	}
	if err := specs().header.check(head); err != nil {
		return fmt.Errorf("kerneltest: %s: header: %w", m.Header.Type, err)
	}
	content, err := m.RawContent()
	if err != nil {
		return fmt.Errorf("kerneltest: %s: content: %w", m.Header.Type, err)
	}
	spec, ok := specs().content[m.Header.Type]
	if !ok {
		return fmt.Errorf("kerneltest: %s: no such message type", m.Header.Type)
	}
	if err := spec(content); err != nil {
		return fmt.Errorf("kerneltest: %s: content: %w", m.Header.Type, err)
	}
	if _, err := m.Decode(); err != nil {
		return fmt.Errorf("kerneltest: %s: content: %w", m.Header.Type, err)
	}
	if strings.HasSuffix(m.Header.Type, "_reply") && m.Parent.IsZero() {
		return fmt.Errorf("kerneltest: %s: reply without parent", m.Header.Type)
	}
	if m.Header.Type == "iopub_welcome" && !m.Parent.IsZero() {
		return fmt.Errorf("kerneltest: iopub_welcome with a parent")
	}
	return nil
}

// specs caches the specification of headers and of each type's content: tests
// check hundreds of thousands of messages.
var specs = sync.OnceValue(func() (s struct {
	header  fields
	content map[string]check
},
) {
	s.header = fields{
		"msg_id": nonEmpty, "msg_type": nonEmpty, "session": nonEmpty,
		"username": is[string], "date": date, "version": matches(`^5\.[0-9]+$`),
	}
	s.content = otherSpecs()
	for name, ok := range replySpecs() {
		s.content[name+"_reply"] = byField("status", map[string]fields{"ok": ok, "error": errorSpec(name), "aborted": {}})
		// What the client itself sends, so that a kernel's tests can check that too.
		s.content[name+"_request"] = object
	}
	return s
})

// replySpecs returns the fields of successful replies, by request.
func replySpecs() map[string]fields {
	return map[string]fields{
		"execute": {"execution_count": is[int], "payload?": listOf(payload()), "user_expressions": dictOf(userExpression())},
		"inspect": {"found": is[bool], "data": bundle, "metadata": object},
		"complete": {
			"matches": listOf(is[string]), "cursor_start": is[uint], "cursor_end": is[uint], "metadata": object,
		},
		"history":   {"history": listOf(is[jupyter.HistoryEntry])},
		"comm_info": {"comms": dictOf(fields{"target_name": is[string]}.check)},
		"kernel_info": {
			"protocol_version": matches(`^5\.[0-9]+$`), "implementation": nonEmpty, "implementation_version": nonEmpty,
			"banner": is[string],
			"language_info": fields{
				"name": nonEmpty, "version": nonEmpty, "mimetype": matches(`^[^/]+/[^/]+$`), "file_extension": matches(`^\.`),
			}.check,
			"help_links?":         listOf(fields{"text": nonEmpty, "url": matches(`^https?://`)}.check),
			"debugger?":           is[bool],
			"supported_features?": listOf(nonEmpty),
		},
		"connect": {
			"shell_port": is[uint16], "iopub_port": is[uint16], "stdin_port": is[uint16],
			"hb_port": is[uint16], "control_port": is[uint16],
		},
		"shutdown":        {"restart": is[bool]},
		"interrupt":       {},
		"create_subshell": {"subshell_id": nonEmpty},
		"delete_subshell": {},
		"list_subshell":   {"subshell_id": listOf(nonEmpty)},
	}
}

// errorSpec returns the fields of a failed reply.
func errorSpec(name string) fields {
	f := fields{"ename": nonEmpty, "evalue": is[string], "traceback": listOf(is[string])}
	if name == "execute" {
		f["execution_count?"] = is[int]
	}
	return f
}

func payload() check {
	return byField("source", map[string]fields{
		"page":           {"data": bundle, "start?": is[uint]},
		"set_next_input": {"text": is[string], "replace?": is[bool]},
		"edit_magic":     {"filename": nonEmpty, "line_number": is[uint]},
		"ask_exit":       {"keepkernel": is[bool]},
	})
}

func userExpression() check {
	return byField("status", map[string]fields{
		"ok":    {"data": bundle, "metadata": object},
		"error": errorSpec("user_expression"),
	})
}

// otherSpecs returns the specification of the content of what is no ordinary
// reply, by type.
func otherSpecs() map[string]check {
	return map[string]check{
		// iopub
		"status":              fields{"execution_state": oneOf("starting", "busy", "idle")}.check,
		"stream":              fields{"name": oneOf("stdout", "stderr"), "text": is[string]}.check,
		"display_data":        fields{"data": bundle, "metadata": object, "transient?": fields{"display_id?": nonEmpty}.check}.check,
		"update_display_data": fields{"data": bundle, "metadata": object, "transient": fields{"display_id": nonEmpty}.check}.check,
		"execute_input":       fields{"code": is[string], "execution_count": is[int]}.check,
		"execute_result":      fields{"execution_count": is[int], "data": bundle, "metadata": object}.check,
		"error":               errorSpec("error").check,
		"clear_output":        fields{"wait": is[bool]}.check,
		"iopub_welcome":       fields{"subscription": is[string]}.check,
		"debug_event":         object,
		// stdin
		"input_request": fields{"prompt": is[string], "password": is[bool]}.check,
		"input_reply":   fields{"value": is[string]}.check,
		// comm
		"comm_open":  fields{"comm_id": nonEmpty, "target_name": is[string], "data": object}.check,
		"comm_msg":   fields{"comm_id": nonEmpty, "data": object}.check,
		"comm_close": fields{"comm_id": nonEmpty, "data": object}.check,
		// replies with rules of their own, and their requests
		"is_complete_reply": byField("status", map[string]fields{
			"complete": {}, "invalid": {}, "unknown": {}, "incomplete": {"indent": is[string]},
			"error": errorSpec("is_complete"),
		}),
		"is_complete_request": object,
		"debug_reply":         object,
		"debug_request":       object,
	}
}
