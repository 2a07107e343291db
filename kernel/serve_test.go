package kernel

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"schedtick/kernel/jupyter"
	"schedtick/kernel/kerneltest"
	"schedtick/kernel/transport"
)

// Each kind of cell: the order of its broadcasts and its reply.
func TestExecute(t *testing.T) {
	info, _, _ := startWords(t)
	c := dial(t, info)
	tests := []struct {
		code   string
		types  string // between execute_input and idle
		status jupyter.Status
	}{
		{"print hi", "stream display_data", jupyter.OK},
		{"value 42", "execute_result display_data", jupyter.OK},
		{"show", "display_data update_display_data clear_output display_data", jupyter.OK},
		{"page", "", jupyter.OK},
		{"fail", "error", jupyter.Error},
	}
	for i, tt := range tests {
		r := c.Execute(tt.code)
		want := strings.Fields("busy execute_input " + tt.types + " idle")
		if !slices.Equal(r.Types(), want) {
			t.Errorf("%s: %v, want %v", tt.code, r.Types(), want)
		}
		if reply := r.ExecuteReply(); reply.Status != tt.status || reply.ExecutionCount != i+1 {
			t.Errorf("%s: reply %q with count %d, want %q with %d", tt.code, reply.Status, reply.ExecutionCount, tt.status, i+1)
		}
	}
	if tb := c.Execute("fail").Traceback(); !strings.Contains(tb, "panic: boom") || !strings.Contains(tb, "goroutines") {
		t.Errorf("traceback lacks the failure or the report:\n%s", tb)
	}
	if p := c.Execute("page").ExecuteReply().Payload; len(p) != 1 || p[0].Source != "page" {
		t.Errorf("payload is %+v", p)
	}
}

func TestSilentCellAndHistory(t *testing.T) {
	info, _, _ := startWords(t)
	c := dial(t, info)
	r := c.Execute("print hi", func(q *jupyter.ExecuteRequest) { q.Silent, q.StoreHistory = true, false })
	if want := []string{"busy", "idle"}; !slices.Equal(r.Types(), want) {
		t.Errorf("a silent cell broadcasts %v", r.Types())
	}
	c.Execute("value 42")
	c.Execute("print no", func(q *jupyter.ExecuteRequest) { q.StoreHistory = false })
	if n := c.Execute("value 43").ExecuteReply().ExecutionCount; n != 2 {
		t.Errorf("count is %d: cells that are not stored have no number", n)
	}
	for _, q := range []jupyter.HistoryRequest{
		{Access: jupyter.HistoryTail, N: 1},
		{Access: jupyter.HistoryRange, Start: 2},
		{Access: jupyter.HistorySearch, Pattern: "*43", Unique: true},
	} {
		q.Output = true
		reply, err := kerneltest.Content[jupyter.HistoryReply](c.Request(transport.Shell, q))
		if err != nil || len(reply.History) != 1 {
			t.Errorf("%s: %v, %v", q.Access, reply.History, err)
			continue
		}
		if e := reply.History[0]; e.Line != 2 || e.Input != "value 43" || e.Output == nil || *e.Output != "43" {
			t.Errorf("%s: %+v", q.Access, e)
		}
	}
	if r := c.Request(transport.Shell, jupyter.HistoryRequest{Access: "psychic"}); r.Status() != jupyter.Error {
		t.Errorf("an unknown access is answered with %q", r.Status())
	}
}

func TestUserExpressions(t *testing.T) {
	info, _, _ := startWords(t)
	c := dial(t, info)
	r := c.Execute("value 1", func(q *jupyter.ExecuteRequest) {
		q.UserExpressions = jupyter.Dict[string]{"good": "x", "bad": "bad"}
	}).ExecuteReply()
	if text, _ := r.UserExpressions["good"].Data.Text("text/plain"); text != "x!" {
		t.Errorf("good is %q", text)
	}
	if bad := r.UserExpressions["bad"]; bad.Status != jupyter.Error || bad.EValue != "undefined: bad" {
		t.Errorf("bad is %+v", bad)
	}
}

// While a cell runs: shell and control answer, the queue waits, and the state that
// front ends see stays busy.
func TestOverlap(t *testing.T) {
	info, lang, _ := startWords(t)
	c := dial(t, info)
	cell := c.Start("block")
	<-lang.blocked
	waits := c.Start("print later")

	reply, err := kerneltest.Content[jupyter.CompleteReply](c.Request(transport.Shell, jupyter.CompleteRequest{Code: "é p", CursorPos: 3}))
	if err != nil || !slices.Equal(reply.Matches, []string{"print"}) || reply.CursorStart != 2 || reply.CursorEnd != 3 {
		t.Errorf("complete: %+v, %v", reply, err)
	}
	inspected, err := kerneltest.Content[jupyter.InspectReply](c.Request(transport.Shell, jupyter.InspectRequest{Code: "print"}))
	if err != nil || !inspected.Found {
		t.Errorf("inspect: %+v, %v", inspected, err)
	}
	judged, err := kerneltest.Content[jupyter.IsCompleteReply](c.Request(transport.Shell, jupyter.IsCompleteRequest{Code: "{"}))
	if err != nil || judged.Status != jupyter.Incomplete || judged.Indent != "\t" {
		t.Errorf("is_complete: %+v, %v", judged, err)
	}
	for _, ch := range []transport.Channel{transport.Shell, transport.Control} {
		kernelInfo, err := kerneltest.Content[jupyter.KernelInfoReply](c.Request(ch, jupyter.KernelInfoRequest{}))
		if err != nil || kernelInfo.LanguageInfo.Name != "go" || kernelInfo.ProtocolVersion != "5.5" {
			t.Errorf("kernel_info on %s: %+v, %v", ch, kernelInfo, err)
		}
	}
	if err := c.Ping(); err != nil {
		t.Error(err)
	}
	if types := waits.Result().Types(); len(types) > 0 {
		t.Errorf("the second cell did not wait: %v", types)
	}
	orphans := c.Orphans()
	if last := orphans[len(orphans)-1]; last.Header.Type != "status" {
		t.Errorf("after an overlapping request the state is not said again: %s", last.Header.Type)
	}
	if r := c.Request(transport.Control, jupyter.InterruptRequest{}); r.Status() != jupyter.OK {
		t.Errorf("interrupt: %s", r)
	}
	if r := cell.Wait(); r.Status() != jupyter.Error || r.Error().EName != "interrupted" {
		t.Errorf("interrupted cell: %s", r)
	}
	// It waited behind a cell that failed.
	if r := waits.Wait(); r.Status() != jupyter.Aborted || !slices.Equal(r.Types(), []string{"busy", "idle"}) {
		t.Errorf("the cell behind: %s", r)
	}
	if r := c.Execute("print on"); r.Stdout() != "on" {
		t.Errorf("the next cell: %s", r)
	}
}

func TestWithoutStopOnError(t *testing.T) {
	info, lang, _ := startWords(t)
	c := dial(t, info)
	cell := c.Start("block", func(q *jupyter.ExecuteRequest) { q.StopOnError = false })
	<-lang.blocked
	waits := c.Start("print on")
	c.Request(transport.Control, jupyter.InterruptRequest{})
	cell.Wait()
	if r := waits.Wait(); r.Status() != jupyter.OK {
		t.Errorf("the cell behind: %s", r)
	}
}

func TestInput(t *testing.T) {
	info, _, _ := startWords(t)
	asked := make(chan struct{}, 1)
	answer := make(chan string)
	c := kerneltest.DialWith(t, info, kerneltest.Options{Input: func(jupyter.InputRequest) string {
		asked <- struct{}{}
		return <-answer
	}})
	cell := c.Start("ask")
	<-asked
	answer <- "gopher"
	if r := cell.Wait(); r.Stdout() != "gopher" || len(r.Inputs) != 1 || r.Inputs[0].Prompt != "? " {
		t.Errorf("asked %v, printed %q", r.Inputs, r.Stdout())
	}

	// An interrupt ends the question, and its late answer is nobody's.
	cell = c.Start("ask")
	<-asked
	c.Request(transport.Control, jupyter.InterruptRequest{})
	if r := cell.Wait(); r.Error() == nil || !strings.Contains(r.Error().EValue, "interrupted") {
		t.Errorf("interrupted question: %s", r)
	}
	answer <- "too late"
	cell = c.Start("ask")
	<-asked
	answer <- "in time"
	if r := cell.Wait(); r.Stdout() != "in time" {
		t.Errorf("next question: printed %q", r.Stdout())
	}
}

func TestComm(t *testing.T) {
	info, _, _ := startWords(t)
	c := dial(t, info)
	r := c.Request(transport.Shell, jupyter.CommOpen{CommID: "c0ffee", TargetName: "nobody"})
	closed := kerneltest.Broadcast[jupyter.CommClose](r)
	if len(closed) != 1 || closed[0].CommID != "c0ffee" {
		t.Errorf("broadcasts %v", r.Types())
	}
	c.Request(transport.Shell, jupyter.CommMsg{CommID: "c0ffee"})
	c.Request(transport.Shell, jupyter.CommClose{CommID: "c0ffee"})
	reply, err := kerneltest.Content[jupyter.CommInfoReply](c.Request(transport.Shell, jupyter.CommInfoRequest{}))
	if err != nil || len(reply.Comms) != 0 {
		t.Errorf("comm_info: %+v, %v", reply, err)
	}
}

// What is not a request of ours is answered where there is an answer, and the
// kernel goes on.
func TestRefused(t *testing.T) {
	info, _, _ := startWords(t)
	c := kerneltest.DialWith(t, info, kerneltest.Options{Lenient: true})
	missing := c.Session.New(jupyter.RawContent{Type: "execute_request"}) // without its code
	call, err := c.SendMessage(transport.Shell, missing)
	if err != nil {
		t.Fatal(err)
	}
	if r := call.Wait(); r.Status() != jupyter.Error || !strings.Contains(r.ExecuteReply().EValue, "code") {
		t.Errorf("execute without code: %s", r)
	}
	debug := c.Session.New(jupyter.DebugRequest{})
	if call, err = c.SendMessage(transport.Control, debug); err != nil {
		t.Fatal(err)
	}
	if r := call.Wait(); r.Status() != jupyter.Error {
		t.Errorf("debug: %s", r)
	}
	unknown := c.Session.New(jupyter.RawContent{Type: "no_such_request"})
	if _, err = c.SendMessage(transport.Shell, unknown); err != nil {
		t.Fatal(err)
	}
	if err := kerneltest.RandomFrames(info, transport.Shell, 100, 7); err != nil {
		t.Errorf("random frames: %v", err)
	}
	if r := c.Execute("crash"); r.Status() != jupyter.Error {
		t.Errorf("a fault of ours: %s", r)
	}
	if r := c.Execute("print on"); r.Stdout() != "on" {
		t.Errorf("afterwards: %s", r)
	}
}

func TestShutdown(t *testing.T) {
	for name, busy := range map[string]bool{"idle": false, "busy": true} {
		for _, ch := range []transport.Channel{transport.Shell, transport.Control} {
			t.Run(name+"/"+ch.String(), func(t *testing.T) {
				info, lang, wait := startWords(t)
				c := dial(t, info)
				if busy {
					c.Start("block")
					<-lang.blocked
				}
				r := c.Request(ch, jupyter.ShutdownRequest{Restart: true})
				reply, err := kerneltest.Content[jupyter.ShutdownReply](r)
				if err != nil || !reply.Restart || reply.Status != jupyter.OK {
					t.Errorf("%+v, %v", reply, err)
				}
				if err := wait(); err != nil {
					t.Errorf("serve: %v", err)
				}
			})
		}
	}
}

func TestSignals(t *testing.T) {
	lang := newWords()
	signals := make(chan os.Signal, 1)
	info, wait := startServe(t, Options{Language: lang, Signals: signals})
	c := dial(t, info)
	cell := c.Start("block")
	<-lang.blocked
	signals <- os.Interrupt
	if r := cell.Wait(); r.Status() != jupyter.Error {
		t.Errorf("after an interrupt: %s", r)
	}
	signals <- syscall.SIGTERM
	if err := wait(); err != nil {
		t.Errorf("serve: %v", err)
	}
}

// The history outlives the kernel.
func TestHistoryIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history.db")
	info, wait := startServe(t, Options{Language: newWords(), History: path})
	c := dial(t, info)
	c.Execute("value 42")
	c.Request(transport.Control, jupyter.ShutdownRequest{})
	if err := wait(); err != nil {
		t.Fatal(err)
	}
	info, _ = startServe(t, Options{Language: newWords(), History: path})
	c = dial(t, info)
	reply, err := kerneltest.Content[jupyter.HistoryReply](c.Request(transport.Shell,
		jupyter.HistoryRequest{Access: jupyter.HistoryRange, Session: -1}))
	if err != nil || len(reply.History) != 1 || reply.History[0].Input != "value 42" {
		t.Errorf("%+v, %v", reply.History, err)
	}
}
