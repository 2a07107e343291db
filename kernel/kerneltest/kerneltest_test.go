package kerneltest

import (
	"strings"
	"testing"

	"go.uber.org/goleak"

	"schedtick/kernel/jupyter"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// What the package jupyter makes is valid, as far as it can be without content.
func TestValidateAccepts(t *testing.T) {
	s := jupyter.NewSession("k")
	parent := s.New(jupyter.ExecuteRequest{Code: "x"})
	text := jupyter.TextBundle("x")
	lang := jupyter.LanguageInfo{Name: "go", Version: "1.26", MIMEType: "text/x-go", FileExtension: ".go"}
	for _, m := range []*jupyter.Message{
		parent,
		s.Welcome(""),
		s.Reply(parent, jupyter.ExecuteReply{ExecutionCount: 1, Payload: []jupyter.Payload{jupyter.PagePayload(text), jupyter.NextInputPayload("x", true)}}),
		s.Reply(parent, jupyter.ExecuteReply{UserExpressions: jupyter.Dict[jupyter.UserExpression]{
			"a": {Data: text}, "b": {Outcome: jupyter.Failed(jupyter.Failure{EName: "E"})},
		}}),
		s.Reply(parent, jupyter.ExecuteReply{Outcome: jupyter.Outcome{Status: jupyter.Aborted}}),
		s.Reply(parent, jupyter.ExecuteReply{Outcome: jupyter.Failed(jupyter.Failure{EName: "panic"})}),
		s.Reply(parent, jupyter.KernelInfoReply{Implementation: "x", ImplementationVersion: "1", LanguageInfo: lang, HelpLinks: []jupyter.HelpLink{{Text: "Go", URL: "https://go.dev"}}}),
		s.Reply(parent, jupyter.InspectReply{Found: true, Data: text}),
		s.Reply(parent, jupyter.CompleteReply{Matches: []string{"x"}}),
		s.Reply(parent, jupyter.IsCompleteReply{Status: jupyter.Incomplete}),
		s.Reply(parent, jupyter.HistoryReply{History: []jupyter.HistoryEntry{{Input: "x"}, {WithOutput: true}}}),
		s.Reply(parent, jupyter.CommInfoReply{Comms: jupyter.Dict[jupyter.CommInfo]{"c": {TargetName: "t"}}}),
		s.Reply(parent, jupyter.InterruptReply{}),
		s.Reply(parent, jupyter.ShutdownReply{Restart: true}),
		s.Reply(parent, jupyter.ErrorReply{Type: "debug_reply"}),
		s.Reply(parent, jupyter.InputRequest{}),
		s.Publish(parent.Header, jupyter.KernelStatus{State: jupyter.Busy}),
		s.Publish(parent.Header, jupyter.DisplayData{Data: text}),
		s.Publish(parent.Header, jupyter.UpdateDisplayData{Data: text, Transient: jupyter.Transient{DisplayID: "1"}}),
		s.Publish(parent.Header, jupyter.ExecuteResult{Data: text}),
		s.Publish(parent.Header, jupyter.ErrorOutput{Failure: jupyter.Failure{EName: "E"}}),
		s.Publish(parent.Header, jupyter.ClearOutput{}),
		s.Publish(parent.Header, jupyter.CommOpen{CommID: "c"}),
	} {
		if err := Validate(m); err != nil {
			t.Error(err)
		}
	}
}

func TestValidateRefuses(t *testing.T) {
	s := jupyter.NewSession("k")
	parent := s.New(jupyter.ExecuteRequest{Code: "x"})
	for _, tc := range []struct{ msgType, content, want string }{
		{"status", `{"execution_state":"bored"}`, "bored"},
		{"status", `{}`, "execution_state is missing"},
		{"stream", `{"name":"stdin","text":""}`, "name"},
		{"stream", `{"name":"stdout","text":null}`, "text: is null"},
		{"display_data", `{"data":{"text":"x"},"metadata":{}}`, "MIME type"},
		{"display_data", `{"data":{"text/plain":["x"]},"metadata":{}}`, "text/plain"},
		{"display_data", `{"data":{},"metadata":null}`, "metadata"},
		{"update_display_data", `{"data":{},"metadata":{},"transient":{}}`, "display_id"},
		{"execute_reply", `{"status":"fine"}`, "fine"},
		{"execute_reply", `{"status":"ok","execution_count":1}`, "user_expressions"},
		{"execute_reply", `{"status":"ok","execution_count":"1","user_expressions":{}}`, "execution_count"},
		{"execute_reply", `{"status":"ok","execution_count":1,"user_expressions":{"a":{}}}`, "a: status"},
		{"execute_reply", `{"status":"error","ename":"E","evalue":""}`, "traceback"},
		{"execute_reply", `{"status":"ok","execution_count":1,"user_expressions":{},"payload":[{"source":"x"}]}`, "payload: [0]"},
		{"error", `{"ename":"","evalue":"","traceback":[]}`, "ename: is empty"},
		{"kernel_info_reply", `{"status":"ok","protocol_version":"4"}`, "kernel_info_reply"},
		{"is_complete_reply", `{"status":"incomplete"}`, "indent"},
		{"complete_reply", `{"status":"ok","matches":["a"],"cursor_start":-1,"cursor_end":0,"metadata":{}}`, "cursor_start"},
		{"history_reply", `{"status":"ok","history":[[1,"2","x"]]}`, "history"},
		{"input_request", `{"prompt":""}`, "password"},
		{"comm_msg", `{"comm_id":"c"}`, "data"},
		{"pong", `{}`, "no such message type"},
	} {
		err := Validate(s.Reply(parent, jupyter.RawContent{Type: tc.msgType, JSON: []byte(tc.content)}))
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s %s: %v, want %q", tc.msgType, tc.content, err, tc.want)
		}
	}
	if err := Validate(s.New(jupyter.InterruptReply{})); err == nil {
		t.Error("a reply without a parent passed")
	}
	m := s.New(jupyter.KernelStatus{State: jupyter.Idle})
	m.Header.Version = "4.1"
	if err := Validate(m); err == nil {
		t.Error("version 4.1 passed")
	}
}
