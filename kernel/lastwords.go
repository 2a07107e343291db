package kernel

import (
	"bytes"

	"schedtick/kernel/toolchain"
)

// lastWords hands on a Go program's standard error, except for what the runtime says
// when it ends the program.
type lastWords struct {
	out  func([]byte)
	held []byte // from a line on that may be the runtime's
}

// maxHeld bounds what is held back, in bytes: the stacks of 50,000 goroutines.
const maxHeld = 16 << 20

// crashWords are how the runtime begins.
var crashWords = [][]byte{[]byte("panic: "), []byte("fatal error: "), []byte("SIG"), []byte("runtime: ")}

func (w *lastWords) add(data []byte) {
	holding := len(w.held) > 0
	w.held = append(w.held, data...)
	if holding && wholeWord(w.held) {
		if len(w.held) > maxHeld {
			w.flush(len(w.held))
		}
		return
	}
	w.flush(crashBegin(w.held))
}

// flush hands on the first n bytes.
func (w *lastWords) flush(n int) {
	if n > 0 {
		w.out(w.held[:n:n])
		w.held = append([]byte(nil), w.held[n:]...)
	}
}

// wholeWord reports whether b begins as the runtime does, not only with a part of it.
func wholeWord(b []byte) bool {
	for _, word := range crashWords {
		if bytes.HasPrefix(b, word) {
			return true
		}
	}
	return false
}

// crashBegin is where a line begins that may be the runtime's, or the length.
func crashBegin(b []byte) int {
	for at := 0; at < len(b); {
		for _, word := range crashWords {
			n := min(len(word), len(b)-at)
			if bytes.Equal(b[at:at+n], word[:n]) {
				return at
			}
		}
		i := bytes.IndexByte(b[at:], '\n')
		if i < 0 {
			break
		}
		at += i + 1
	}
	return len(b)
}

// end returns the crash, and hands on what was none.
func (w *lastWords) end(e toolchain.Ended, pos *toolchain.Positions) (toolchain.Crash, bool) {
	const crashed = 2 // the runtime's exit status
	if e.ExitCode == crashed {
		if c, rest, ok := toolchain.ReadCrash(string(w.held), pos); ok {
			if rest != "" {
				w.out([]byte(rest))
			}
			return c, true
		}
	}
	w.flush(len(w.held))
	return toolchain.Crash{}, false
}
