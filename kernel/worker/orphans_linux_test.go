package worker

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
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

// A front that is killed leaves no worker behind, whatever that is doing.
func TestFrontKilled(t *testing.T) {
	for _, stmts := range []string{"", "for {}", "rt.Sleep(0, time_.Hour)"} {
		cmd := exec.Command(os.Args[0], "front", stmts)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		var pid int
		if _, err := fmt.Fscan(out, &pid); err != nil || !alive(pid) {
			t.Fatalf("worker %d: %v", pid, err)
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		for limit := time.Now().Add(patience); alive(pid); time.Sleep(time.Millisecond) {
			if time.Now().After(limit) {
				t.Fatalf("%q: worker %d is still alive", stmts, pid)
			}
		}
	}
}

// front is a front in a process of its own: it prints the worker's number, runs
// stmts, and waits to be killed.
func front(stmts string) {
	out := newRecorder()
	w, err := Start(context.Background(), Config{Events: out})
	if err != nil {
		panic(err)
	}
	b := &bench{}
	if _, err := w.Run(context.Background(), b.program("", "rt.Println(os_.Getpid())"), RunOptions{}); err != nil {
		panic(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = w.Run(context.Background(), b.program("", "rt.Println(\"on\"); rt.FlushOutput(); "+stmts), RunOptions{})
	}()
	for !strings.Contains(out.text(2, "stdout"), "on") {
		<-out.arrived
	}
	fmt.Print(out.text(1, "stdout"))
	<-done
	select {}
}
