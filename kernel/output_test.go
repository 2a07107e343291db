package kernel_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"schedtick/kernel/jupyter"
	"schedtick/kernel/kerneltest"
)

// Much output comes in order, complete, and in few messages.
func TestManyLines(t *testing.T) {
	const n = 100_000
	p := startProcess(t)
	c := kerneltest.Dial(t, p.info)
	c.Execute(`import "fmt"`)
	begun := time.Now()
	r := c.Execute(fmt.Sprintf("for i := range %d {\n\tfmt.Println(i)\n}", n))
	t.Logf("%d lines in %v", n, time.Since(begun))
	var want strings.Builder
	for i := range n {
		fmt.Fprintln(&want, i)
	}
	if got := r.Stdout(); got != want.String() {
		t.Errorf("%d bytes came, want %d", len(got), want.Len())
	}
	if m := len(kerneltest.Broadcast[jupyter.Stream](r)); m > 200 {
		t.Errorf("%d messages, at most 200", m)
	}
}
