//go:build unix

package worker

import (
	"errors"
	"io"
	"os"
	"testing"

	"golang.org/x/sys/unix"

	"schedtick/kernel/heapdump"
)

// A quietReader reads what there is, waits for more, and does not stand in the way of a
// dump while it waits.
func TestQuietReader(t *testing.T) {
	var fds [2]int
	if err := unix.Pipe(fds[:]); err != nil {
		t.Fatal(err)
	}
	if err := unix.SetNonblock(fds[0], true); err != nil {
		t.Fatal(err)
	}
	in, out := os.NewFile(uintptr(fds[0]), "in"), os.NewFile(uintptr(fds[1]), "out")
	defer in.Close()
	r, err := newQuietReader(in)
	if err != nil {
		t.Fatal(err)
	}
	type part struct {
		text string
		err  error
	}
	parts := make(chan part)
	go func() {
		for b := make([]byte, 8); ; {
			n, err := r.Read(b)
			parts <- part{string(b[:n]), err}
			if err != nil {
				return
			}
		}
	}()
	for _, text := range []string{"1", "2345678", "9"} {
		for { // the reader waits, or is about to
			if _, err := heapdump.Take(1 << 30); err == nil {
				break
			} else if !errors.Is(err, heapdump.ErrSyscall) {
				t.Fatal(err)
			}
		}
		if _, err := out.WriteString(text); err != nil {
			t.Fatal(err)
		}
		if p := <-parts; p.text != text || p.err != nil {
			t.Errorf("read %q and %v, want %q", p.text, p.err, text)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	if p := <-parts; p.text != "" || !errors.Is(p.err, io.EOF) {
		t.Errorf("at the end: %q and %v", p.text, p.err)
	}
}
