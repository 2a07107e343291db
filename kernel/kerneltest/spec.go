package kerneltest

import (
	"encoding/json"
	"fmt"
	"strings"

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
	if err := headerSpec().check(head); err != nil {
		return fmt.Errorf("kerneltest: %s: header: %w", m.Header.Type, err)
	}
	content, err := m.RawContent()
	if err != nil {
		return fmt.Errorf("kerneltest: %s: content: %w", m.Header.Type, err)
	}
	spec, ok := contentSpec(m.Header.Type)
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

func headerSpec() fields {
	return fields{
		"msg_id": nonEmpty, "msg_type": nonEmpty, "session": nonEmpty,
		"username": is[string], "date": date, "version": matches(`^5\.[0-9]+$`),
	}
}

// contentSpec returns the specification of a message type's content.
func contentSpec(msgType string) (check, bool) {
	if name, ok := strings.CutSuffix(msgType, "_reply"); ok && name != "input" && name != "is_complete" && name != "debug" {
		f, ok := replySpec(name)
		if !ok {
			return nil, false
		}
		return byField("status", map[string]fields{"ok": f, "error": errorSpec(name), "aborted": {}}), true
	}
	f, ok := otherSpec(msgType)
	return f, ok
}

// replySpec returns the fields of a successful reply.
func replySpec(name string) (fields, bool) {
	switch name {
	case "execute":
		return fields{"execution_count": is[int], "payload?": listOf(payload), "user_expressions": dictOf(userExpression)}, true
	case "inspect":
		return fields{"found": is[bool], "data": bundle, "metadata": object}, true
	case "complete":
		return fields{"matches": listOf(is[string]), "cursor_start": is[uint], "cursor_end": is[uint], "metadata": object}, true
	case "history":
		return fields{"history": listOf(is[jupyter.HistoryEntry])}, true
	case "comm_info":
		return fields{"comms": dictOf(fields{"target_name": is[string]}.check)}, true
	case "kernel_info":
		return fields{
			"protocol_version": matches(`^5\.[0-9]+$`), "implementation": nonEmpty, "implementation_version": nonEmpty,
			"banner": is[string],
			"language_info": fields{
				"name": nonEmpty, "version": nonEmpty, "mimetype": matches(`^[^/]+/[^/]+$`), "file_extension": matches(`^\.`),
			}.check,
			"help_links?":         listOf(fields{"text": nonEmpty, "url": matches(`^https?://`)}.check),
			"debugger?":           is[bool],
			"supported_features?": listOf(nonEmpty),
		}, true
	case "connect":
		return fields{"shell_port": is[uint16], "iopub_port": is[uint16], "stdin_port": is[uint16], "hb_port": is[uint16], "control_port": is[uint16]}, true
	case "shutdown":
		return fields{"restart": is[bool]}, true
	case "interrupt", "create_subshell", "delete_subshell", "list_subshell":
		return fields{}, true
	}
	return nil, false
}

// errorSpec returns the fields of a failed reply.
func errorSpec(name string) fields {
	f := fields{"ename": nonEmpty, "evalue": is[string], "traceback": listOf(is[string])}
	if name == "execute" {
		f["execution_count?"] = is[int]
	}
	return f
}

func payload(data json.RawMessage) error {
	return byField("source", map[string]fields{
		"page":           {"data": bundle, "start?": is[uint]},
		"set_next_input": {"text": is[string], "replace?": is[bool]},
		"edit_magic":     {"filename": nonEmpty, "line_number": is[uint]},
		"ask_exit":       {"keepkernel": is[bool]},
	})(data)
}

func userExpression(data json.RawMessage) error {
	return byField("status", map[string]fields{
		"ok":    {"data": bundle, "metadata": object},
		"error": errorSpec("user_expression"),
	})(data)
}

// otherSpec returns the specification of what is no ordinary reply.
func otherSpec(msgType string) (check, bool) {
	display := func(data json.RawMessage) error {
		return fields{"data": bundle, "metadata": object, "transient?": fields{"display_id?": nonEmpty}.check}.check(data)
	}
	specs := map[string]check{
		// iopub
		"status":              fields{"execution_state": oneOf("starting", "busy", "idle")}.check,
		"stream":              fields{"name": oneOf("stdout", "stderr"), "text": is[string]}.check,
		"display_data":        display,
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
		// replies with rules of their own
		"is_complete_reply": byField("status", map[string]fields{
			"complete": {}, "invalid": {}, "unknown": {}, "incomplete": {"indent": is[string]},
			"error": errorSpec("is_complete"),
		}),
		"debug_reply": object,
	}
	if c, ok := specs[msgType]; ok {
		return c, true
	}
	// What the client itself sends, so that a kernel's tests can check that too.
	if strings.HasSuffix(msgType, "_request") && jupyter.NewContent(msgType) != nil {
		return object, true
	}
	return nil, false
}
