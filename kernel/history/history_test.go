package history

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	bolt "go.etcd.io/bbolt"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// texts writes entries as "session/line input".
func texts(entries []Entry) string {
	var b strings.Builder
	for _, e := range entries {
		fmt.Fprintf(&b, "%d/%d %s\n", e.Session, e.Line, e.Input)
	}
	return b.String()
}

func TestQueries(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "history.db")
	first := Open(path, quiet())
	for i, in := range []string{"a := 1", "b := 2", "a := 1"} {
		first.Add(i+1, in)
	}
	first.SetOutput(2, "2")
	first.Close()

	second := Open(path, quiet())
	defer second.Close()
	second.Add(1, "fmt.Println(a)")
	second.Add(2, "b := 2")

	stopAt2 := 2
	tests := []struct {
		name string
		got  []Entry
		want string
	}{
		{"tail", second.Tail(3), "1/3 a := 1\n2/1 fmt.Println(a)\n2/2 b := 2\n"},
		{"tail of all", second.Tail(0), "1/1 a := 1\n1/2 b := 2\n1/3 a := 1\n2/1 fmt.Println(a)\n2/2 b := 2\n"},
		{"range of own", second.Range(0, 0, -1), "2/1 fmt.Println(a)\n2/2 b := 2\n"},
		{"range of the one before", second.Range(-1, 2, -1), "1/2 b := 2\n1/3 a := 1\n"},
		{"range by number", second.Range(1, 1, stopAt2), "1/1 a := 1\n"},
		{"search", second.Search("a*", 0, false), "1/1 a := 1\n1/3 a := 1\n"},
		{"search unique", second.Search("a*", 0, true), "1/3 a := 1\n"},
		{"search all unique", second.Search("", 2, true), "2/1 fmt.Println(a)\n2/2 b := 2\n"},
		{"search with ?", second.Search("? := 2", 1, false), "2/2 b := 2\n"},
		{"search nothing", second.Search("zzz", 0, false), ""},
	}
	for _, tt := range tests {
		if got := texts(tt.got); got != tt.want {
			t.Errorf("%s: got\n%swant\n%s", tt.name, got, tt.want)
		}
	}
	if out := second.Range(1, 2, 3); len(out) != 1 || out[0].Output != "2" {
		t.Errorf("output was not kept: %+v", out)
	}
	if runtime.GOOS != "windows" {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("file is %v, %v; others must not read it", info.Mode(), err)
		}
	}
}

// Several kernels write at a time; each keeps its own session.
func TestShared(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history.db")
	var wg sync.WaitGroup
	for k := range 4 {
		wg.Go(func() {
			s := Open(path, quiet())
			for i := range 20 {
				s.Add(i+1, fmt.Sprintf("kernel %d", k))
			}
			s.Close()
		})
	}
	wg.Wait()
	s := Open(path, quiet())
	defer s.Close()
	by := make(map[int]string)
	for _, e := range s.Tail(0) {
		if in, ok := by[e.Session]; ok && in != e.Input {
			t.Fatalf("session %d has inputs of two kernels", e.Session)
		}
		by[e.Session] = e.Input
	}
	if len(by) != 4 || len(s.Tail(0)) != 80 {
		t.Errorf("%d sessions, %d entries; want 4 and 80", len(by), len(s.Tail(0)))
	}
}

func TestBusyFileIsTriedAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history.db")
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := Open(path, quiet())
	s.Add(1, "x")
	s.flush() // waits for the lock in vain
	if got := texts(s.Tail(0)); got != "1/1 x\n" {
		t.Errorf("while busy: %q", got)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s.Close()
	again := Open(path, quiet())
	defer again.Close()
	if got := texts(again.Tail(0)); got != "1/1 x\n" {
		t.Errorf("after the lock was given back: %q", got)
	}
}

func TestCorruptFile(t *testing.T) {
	good := filepath.Join(t.TempDir(), "good.db")
	s := Open(good, quiet())
	for i := range 500 {
		s.Add(i+1, strings.Repeat("x", 200))
	}
	s.Close()
	valid, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	page := os.Getpagesize()
	scrambled := slices.Clone(valid)
	for i := 2 * page; i < len(scrambled); i++ {
		scrambled[i] ^= byte(i * 37)
	}
	for name, data := range map[string][]byte{
		"not a database": []byte("hello, this is no database"),
		"truncated":      valid[:3*page],
		"scrambled":      scrambled,
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "history.db")
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			var log bytes.Buffer
			s := Open(path, slog.New(slog.NewTextHandler(&log, nil)))
			s.Add(1, "x := 1")
			got := s.Tail(1)
			s.Close()
			if len(got) != 1 || got[0].Input != "x := 1" {
				t.Errorf("got %v", got)
			}
			if n := strings.Count(log.String(), "kept in memory only"); n != 1 {
				t.Errorf("%d log lines about it, want 1:\n%s", n, log.String())
			}
		})
	}
}

func TestBounds(t *testing.T) {
	s := Open("", quiet())
	for i := range maxOwn + 1 {
		s.Add(i+1, "x")
	}
	s.Add(maxOwn+2, strings.Repeat("é", maxText))
	s.Close()
	all := s.Tail(0)
	if len(all) > maxOwn {
		t.Errorf("%d entries in memory, at most %d", len(all), maxOwn)
	}
	if in := all[len(all)-1].Input; len(in) > maxText || strings.Trim(in, "é") != "" {
		t.Errorf("long input kept with %d bytes, or a split character", len(in))
	}
}

func TestPrune(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history.db")
	f := fileStore{path: path}
	many := make([]Entry, maxKept+100)
	for i := range many {
		many[i] = Entry{Line: i + 1, Input: "x"}
	}
	if _, err := f.append(0, many); err != nil {
		t.Fatal(err)
	}
	if _, err := f.append(0, []Entry{{Line: 1, Input: "y"}}); err != nil {
		t.Fatal(err)
	}
	all, session, err := f.read()
	if err != nil || session != 2 || len(all) != maxKept+1 || all[0].Line != 101 {
		t.Errorf("%d entries from line %d, session %d, %v", len(all), all[0].Line, session, err)
	}
}

func TestMatch(t *testing.T) {
	for _, tt := range []struct {
		pattern, text string
		want          bool
	}{
		{"*", "", true},
		{"", "", true},
		{"", "a", false},
		{"a?c", "abc", true},
		{"a?c", "ac", false},
		{"*b*", "abc", true},
		{"a*b*c", "axxbyyc", true},
		{"a*b*c", "axxbyy", false},
		{"?", "é", true},
		{"fmt.*", "fmt.Println()\nx", true},
		{"**a**", "a", true},
		{"[a]", "[a]", true},
	} {
		if got := match([]rune(tt.pattern), []rune(tt.text)); got != tt.want {
			t.Errorf("match(%q, %q) = %v", tt.pattern, tt.text, got)
		}
	}
}

func TestDataDir(t *testing.T) {
	env := map[string]string{"HOME": "/h", "APPDATA": "/a"}
	get := func(name string) string { return env[name] }
	for goos, want := range map[string]string{
		"linux": "/h/.local/share", "darwin": "/h/Library/Application Support", "windows": "/a",
	} {
		if got := filepath.ToSlash(dataDir(goos, get)); got != want {
			t.Errorf("%s: %q, want %q", goos, got, want)
		}
	}
	env["XDG_DATA_HOME"] = "/x"
	if got := dataDir("linux", get); got != "/x" {
		t.Errorf("with XDG_DATA_HOME: %q", got)
	}
}
