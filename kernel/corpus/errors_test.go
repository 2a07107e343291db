package corpus

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// message is a line that places something in a program.
var message = regexp.MustCompile(`^\s*(?:\./)?(\w+\.go:\d+)(:\d+): (.*)$`)

// inside are places in the middle of messages, hint what only schedtick adds.
var (
	inside = regexp.MustCompile(`\./(\w+\.go:\d+)`)
	hint   = regexp.MustCompile(` \((add: |did you mean ).*\)$`)
)

// messages are the messages of a list, in order, as "file:line:col: text".
func messages(text string) (list []string) {
	for line := range strings.Lines(text) {
		if m := message.FindStringSubmatch(strings.TrimRight(line, "\n")); m != nil {
			list = append(list, m[1]+m[2]+": "+hint.ReplaceAllString(inside.ReplaceAllString(m[3], "$1"), ""))
		}
	}
	return list
}

// byLine collects messages by line of the program, "file:line".
func byLine(list []string) map[string]string {
	lines := make(map[string]string)
	for _, s := range list {
		m := message.FindStringSubmatch(s)
		lines[m[1]] += s + "\n"
	}
	return lines
}

// TestErrors holds that whole programs with errors are told so in the words and
// places of the stored messages: the compiler's, and for errors of syntax those
// of gofmt. known.txt names the lines that differ, each with the reason.
func TestErrors(t *testing.T) {
	known := readExceptions(t, "testdata/errors/known.txt")
	files, err := filepath.Glob("testdata/errors/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	same := 0
	for _, file := range files {
		stored, err := os.ReadFile(strings.TrimSuffix(file, ".go") + ".out")
		if err != nil {
			t.Fatal(err)
		}
		e := schedtick(time.Minute, filepath.Dir(file), filepath.Base(file))
		if e.status != 1 {
			t.Errorf("%s: status %d, want 1", file, e.status)
		}
		want, got := byLine(messages(string(stored))), byLine(messages(e.stderr))
		places := make(map[string]bool)
		for place := range want {
			places[place] = true
		}
		for place := range got {
			places[place] = true
		}
		for place := range places {
			switch differs := want[place] != got[place]; {
			case differs && known[place] == "":
				t.Errorf("%s:\nwant %sgot  %s", place, want[place], got[place])
			case !differs && known[place] != "":
				t.Errorf("%s: as stored now; known.txt says: %s", place, known[place])
			case !differs:
				same++
			}
			delete(known, place)
		}
	}
	for place := range known {
		t.Errorf("known.txt: %s has no messages", place)
	}
	t.Logf("%d lines with the compiler's messages", same)
}
