package jupyter_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"schedtick/kernel/jupyter"
)

func message(msgType, content string) *jupyter.Message {
	return &jupyter.Message{
		Header:  jupyter.Header{ID: "1", Type: msgType},
		Content: jupyter.RawContent{Type: msgType, JSON: json.RawMessage(content)},
	}
}

func TestDefaults(t *testing.T) {
	for _, tc := range []struct {
		content string
		want    jupyter.ExecuteRequest
	}{
		{`{"code":"x"}`, jupyter.ExecuteRequest{Code: "x", StoreHistory: true, AllowStdin: true, StopOnError: true}},
		{`{"code":"x","silent":true,"store_history":true}`, jupyter.ExecuteRequest{Code: "x", Silent: true, AllowStdin: true, StopOnError: true}},
		{`{"code":"","allow_stdin":false,"stop_on_error":false,"store_history":false}`, jupyter.ExecuteRequest{}},
		{`{"code":"x","allow_stdin":null,"new":{}}`, jupyter.ExecuteRequest{Code: "x", StoreHistory: true, AllowStdin: true, StopOnError: true}},
	} {
		got, err := jupyter.As[jupyter.ExecuteRequest](message("execute_request", tc.content))
		if err != nil || !reflect.DeepEqual(got, tc.want) {
			t.Errorf("%s: got %+v, %v", tc.content, got, err)
		}
	}
}

func TestContentErrors(t *testing.T) {
	for _, tc := range []struct{ msgType, content, field string }{
		{"execute_request", `{}`, "code"},
		{"execute_request", `{"code":null}`, "code"},
		{"execute_request", `{"code":7}`, ""},
		{"execute_request", `[]`, ""},
		{"execute_request", `{"code":"x"`, ""},
		{"inspect_request", `{"code":"x"}`, "cursor_pos"},
		{"complete_request", `{"code":"x","cursor_pos":"1"}`, ""},
		{"history_request", `{}`, "hist_access_type"},
		{"comm_open", `{"comm_id":"1"}`, "target_name"},
		{"input_reply", `{}`, "value"},
		{"history_reply", `{"status":"ok","history":[[1,2]]}`, ""},
		{"history_reply", `{"status":"ok","history":[[1,2,["a"]]]}`, ""},
	} {
		_, err := message(tc.msgType, tc.content).Decode()
		var ce *jupyter.ContentError
		if !errors.As(err, &ce) || ce.Type != tc.msgType || ce.Field != tc.field {
			t.Errorf("%s %s: %v", tc.msgType, tc.content, err)
		}
	}
	if _, err := jupyter.As[jupyter.InspectRequest](message("execute_request", `{}`)); err == nil {
		t.Error("an execute_request passed for an inspect_request")
	}
}

// A zero content of each type is written as a JSON object without any null, and
// the types have different names.
func TestZeroContents(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range []string{
		"execute_request", "execute_reply", "inspect_request", "inspect_reply", "complete_request", "complete_reply",
		"is_complete_request", "is_complete_reply", "history_request", "history_reply", "comm_info_request",
		"comm_info_reply", "kernel_info_request", "kernel_info_reply", "interrupt_request", "interrupt_reply",
		"shutdown_request", "shutdown_reply", "debug_request", "debug_reply", "comm_open", "comm_msg", "comm_close",
		"input_request", "input_reply", "status", "stream", "display_data", "update_display_data", "execute_input",
		"execute_result", "error", "clear_output", "iopub_welcome",
	} {
		c := jupyter.NewContent(name)
		if c == nil || c.MsgType() != name || seen[name] {
			t.Errorf("%s: content %T", name, c)
			continue
		}
		seen[name] = true
		data, err := json.Marshal(c)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var obj map[string]json.RawMessage
		if err := json.Unmarshal(data, &obj); err != nil {
			t.Errorf("%s: %s: %v", name, data, err)
		}
		for k, v := range obj {
			// The end of a history range may be open.
			if string(v) == "null" && name+"."+k != "history_request.stop" {
				t.Errorf("%s: %s is null", name, k)
			}
		}
	}
	if jupyter.NewContent("no_such_request") != nil {
		t.Error("no_such_request has a content")
	}
}

func TestWireForms(t *testing.T) {
	text, out := "x <- 1", "7"
	for _, tc := range []struct {
		content jupyter.Content
		want    string
	}{
		{
			jupyter.ErrorReply{Type: "inspect_reply", Failure: jupyter.Failure{EName: "E"}},
			`{"status":"error","ename":"E","evalue":"","traceback":[]}`,
		},
		{
			jupyter.ExecuteReply{Outcome: jupyter.Failed(jupyter.Failure{EName: "panic", EValue: "<nil>", Traceback: []string{"a"}}), ExecutionCount: 2},
			`{"status":"error","ename":"panic","evalue":"<nil>","traceback":["a"],"execution_count":2,"payload":[],"user_expressions":{}}`,
		},
		{
			jupyter.ExecuteReply{Outcome: jupyter.Outcome{Status: jupyter.Aborted}, ExecutionCount: 2},
			`{"status":"aborted"}`,
		},
		{
			jupyter.ExecuteReply{Payload: []jupyter.Payload{jupyter.NextInputPayload(text, false), jupyter.PagePayload(jupyter.TextBundle("<b>"))}},
			`{"status":"ok","execution_count":0,"payload":[{"source":"set_next_input","text":"x <- 1","replace":false},{"source":"page","data":{"text/plain":"<b>"}}],"user_expressions":{}}`,
		},
		{
			jupyter.HistoryReply{History: []jupyter.HistoryEntry{{1, 2, text, false, nil}, {1, 3, text, true, &out}, {1, 4, text, true, nil}}},
			`{"status":"ok","history":[[1,2,"x <- 1"],[1,3,["x <- 1","7"]],[1,4,["x <- 1",null]]]}`,
		},
		{jupyter.CommMsg{CommID: "c"}, `{"comm_id":"c","data":{}}`},
		{jupyter.UpdateDisplayData{Transient: jupyter.Transient{DisplayID: "d"}}, `{"data":{},"metadata":{},"transient":{"display_id":"d"}}`},
		{jupyter.RawContent{Type: "x"}, `{}`},
		{jupyter.DebugReply{}, `{}`},
	} {
		m := jupyter.Message{Content: tc.content}
		got, err := m.RawContent()
		if _, raw := tc.content.(jupyter.RawContent); !raw && string(got) != tc.want || err != nil {
			t.Errorf("%T: %s, %v; want %s", tc.content, got, err, tc.want)
			continue
		}
		if jupyter.NewContent(tc.content.MsgType()) == nil {
			continue
		}
		if _, isError := tc.content.(jupyter.ErrorReply); isError {
			continue
		}
		back, err := message(tc.content.MsgType(), string(got)).Decode()
		if err != nil {
			t.Errorf("%T: %v", tc.content, err)
			continue
		}
		again, err := (&jupyter.Message{Content: back}).RawContent()
		if err != nil || string(again) != tc.want {
			t.Errorf("%T: decoded and encoded: %s, %v", tc.content, again, err)
		}
	}
}

func TestBundle(t *testing.T) {
	b := jupyter.TextBundle("plain").WithText("text/html", "<b>&</b>")
	if err := b.WithJSON("application/json", map[string]int{"a": 1}); err != nil {
		t.Fatal(err)
	}
	if err := b.WithJSON("application/json", make(chan int)); err == nil {
		t.Error("a channel has a JSON form")
	}
	if s, ok := b.Text("text/html"); !ok || s != "<b>&</b>" {
		t.Errorf("html %q", s)
	}
	if _, ok := b.Text("application/json"); ok {
		t.Error("an object passed for text")
	}
	if got := string(b["text/html"]); got != `"<b>&</b>"` {
		t.Errorf("html is written %s", got)
	}
}
