package waits

import (
	"strings"
	"testing"

	"schedtick/kernel/program"
	"schedtick/kernel/sched"
	"schedtick/kernel/sched/schedtest"
)

// Where it has not been looked for leaked goroutines, the list says so and why; the
// picture does where the look was tried in vain.
func TestUnsearched(t *testing.T) {
	s := schedtest.NoReceiver()
	if text := List(s).Text; strings.Contains(text, "searched") {
		t.Errorf("searched, and the list says %q", text)
	}
	s.Unsearched = true
	for _, b := range []string{List(s).Text, List(s).HTML} {
		if !strings.Contains(b, "have not been searched: to look would stop those that run") {
			t.Errorf("the list has no reason: %s", b)
		}
	}
	s.WhyUnsearched = "<too> much"
	for name, b := range map[string]string{"list": List(s).Text, "picture": Render(s).Text} {
		if b = strings.Join(strings.Fields(b), " "); !strings.Contains(b, "leaked goroutines have not been searched: <too> much") &&
			!strings.Contains(b, "Leaked goroutines have not been searched: <too> much.") {
			t.Errorf("the %s does not say why: %s", name, b)
		}
	}
	for name, b := range map[string]string{"list": List(s).HTML, "picture": Render(s).HTML} {
		if !strings.Contains(b, "eaked goroutines have not been searched: &lt;too&gt; much") {
			t.Errorf("the %s's HTML does not say why: %s", name, b)
		}
	}
	if Unsearched(nil) != "" || Unsearched(&sched.Snapshot{WhyUnsearched: "x"}) != "" {
		t.Error("nothing is unsearched, and something is said")
	}
}

// Where a deadlock could not be confirmed, the list and the picture say so and why.
func TestUnconfirmed(t *testing.T) {
	s := schedtest.NoReceiver()
	if text := List(s).Text + Render(s).Text; strings.Contains(text, "confirmed") {
		t.Errorf("confirmed, and it says %q", text)
	}
	s.Unconfirmed = "<too> much"
	for name, b := range map[string]string{"list": List(s).Text, "picture": Render(s).Text} {
		if b = strings.Join(strings.Fields(b), " "); !strings.Contains(b, "looks like a deadlock, but it could not be confirmed that nothing can wake its goroutines: <too> much") {
			t.Errorf("the %s does not say why: %s", name, b)
		}
	}
	for name, b := range map[string]string{"list": List(s).HTML, "picture": Render(s).HTML} {
		if !strings.Contains(b, "nothing can wake its goroutines: &lt;too&gt; much") {
			t.Errorf("the %s's HTML does not say why: %s", name, b)
		}
	}
	if Unconfirmed(nil) != "" || Doubt("") != "" {
		t.Error("nothing is doubted, and something is said")
	}
}

// Who waits in compiled code does not run, and is not said to wait for nothing.
func TestInCompiledCode(t *testing.T) {
	s := &sched.Snapshot{Total: 3, Groups: []sched.Group{
		{Cell: 1, State: "IO wait", In: "net.<x>", Count: 1, IDs: []uint64{1}, At: &program.Site{Cell: 1, Name: "cell[1]", Line: 4}},
		{Cell: 1, State: "select", In: "io.(*pipe).read", Count: 2, Start: &program.Site{Cell: 1, Name: "cell[1]", Line: 2}},
	}}
	text := List(s).Text
	for _, want := range []string{"1 waits in compiled code (IO wait in net.<x>) at line 4", "2 wait in compiled code (select in io.(*pipe).read)"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if h := List(s).HTML; strings.Contains(h, "<x>") || !strings.Contains(h, "IO wait in net.&lt;x&gt;") {
		t.Error(h)
	}
	if text := Render(s).Text; !strings.Contains(text, "3 goroutines wait, each for something that may still come.") {
		t.Error(text)
	}
}
