package rt

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
)

// sinkWriter records what is written, and how often.
type sinkWriter struct {
	mu sync.Mutex
	bytes.Buffer
	writes int
}

func (s *sinkWriter) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.writes++
	return s.Buffer.Write(p)
}

func (s *sinkWriter) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.String()
}

func TestOutputIsBufferedAndFlushed(t *testing.T) {
	w := &sinkWriter{}
	SetOutput(w, nil)
	defer SetOutput(os.Stdout, nil)
	inCell(t, func() {
		for range 10_000 {
			Println("line", 1)
		}
	})
	FlushOutput()
	if n := strings.Count(w.text(), "line 1\n"); n != 10_000 || w.writes > 20 {
		t.Errorf("%d lines in %d writes", n, w.writes)
	}
	inCell(t, func() { Print("late") })
	until(t, "the timer flushed", func() bool { return strings.HasSuffix(w.text(), "late") })
	inCell(t, func() { Print(strings.Repeat("x", 100_000)); Print("y") })
	FlushOutput()
	if !strings.HasSuffix(w.text(), "xxy") {
		t.Error("order lost around a long text")
	}
	Stdout()
	inCell(t, func() { Print("now") })
	if !strings.HasSuffix(w.text(), "now") {
		t.Error("not written at once after Stdout")
	}
}

func TestUnflushed(t *testing.T) {
	mem := make([]byte, OutputSize)
	SetOutput(io.Discard, mem)
	defer SetOutput(os.Stdout, nil)
	inCell(t, func() { Println("kept") })
	if b, writing := Unflushed(mem); string(b) != "kept\n" || writing {
		t.Errorf("%q %t", b, writing)
	}
	FlushOutput()
	if b, _ := Unflushed(mem); len(b) != 0 {
		t.Errorf("%q after a flush", b)
	}
	if b, _ := Unflushed(make([]byte, 10)); b != nil {
		t.Error("short memory")
	}
	mem[16] = 0xff
	mem[20] = 0xff
	if b, _ := Unflushed(mem); b != nil {
		t.Error("nonsense was believed")
	}
}

func TestInput(t *testing.T) {
	lines := []string{"12 ab", "rest of line", "x\n"}
	SetInput(func(string) (string, error) {
		if len(lines) == 0 {
			return "", io.EOF
		}
		l := lines[0]
		lines = lines[1:]
		return l, nil
	})
	defer SetInput(nil)
	inCell(t, func() {
		var n int
		var s string
		if k, err := Scan(&n, &s); k != 2 || err != nil || n != 12 || s != "ab" {
			t.Errorf("Scan: %d %v %d %q", k, err, n, s)
		}
		sc := bufio.NewScanner(StdinReader())
		var got []string
		for sc.Scan() {
			got = append(got, sc.Text())
		}
		if strings.Join(got, "|") != "rest of line|x" {
			t.Errorf("lines %q", got)
		}
	})
	SetInput(func(string) (string, error) { return "", errors.New("no box") })
	inCell(t, func() {
		if _, err := Scanln(new(int)); err == nil || err.Error() != "no box" {
			t.Errorf("%v", err)
		}
	})
}
