package worker

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// alive says whether a process runs; one that only waits to be reaped does not.
func alive(pid int) bool {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return false
	}
	_, rest, _ := strings.Cut(string(b), ") ")
	return !strings.HasPrefix(rest, "Z")
}

// What user code started dies with the worker.
func TestCloseEndsAll(t *testing.T) {
	b := newBench(t, nil)
	o := b.run("", `c := exec_.Command("sleep", "1000"); if err := c.Start(); err != nil { rt.Panic(0, err) }; rt.Println(c.Process.Pid, os_.Getpid())`)
	if o.Kind != OK {
		t.Fatalf("%+v", o)
	}
	for _, f := range strings.Fields(b.out.text(b.cells, "stdout")) {
		pid, err := strconv.Atoi(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := syscall.Kill(pid, 0); err != nil {
			t.Errorf("process %d before: %v", pid, err)
		}
		defer func() {
			for limit := time.Now().Add(patience); ; time.Sleep(time.Millisecond) {
				if !alive(pid) {
					return
				}
				if time.Now().After(limit) {
					t.Errorf("process %d is still alive", pid)
					return
				}
			}
		}()
	}
	if err := b.w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := b.w.Run(t.Context(), b.program("", ""), RunOptions{}); !errors.Is(err, ErrClosed) {
		t.Errorf("Run after Close: %v", err)
	}
}
