package waits

import (
	"strings"
	"testing"

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
