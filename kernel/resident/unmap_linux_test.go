package resident

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Which mappings are let go, in the layout of proc_pid_smaps(5).
func TestClean(t *testing.T) {
	tests := []struct{ head, anonymous string }{
		{"00401000-00402000 r-xp 00001000 fe:00 123   /opt/schedtick", "0"},                      // code
		{"7f0000000000-7f0000003000 r--p 00000000 fe:00 124   /usr/lib/lib c.so (deleted)", "0"}, // data, of a file that is gone
		{"00403000-00404000 r-xp 00001000 fe:00 123   /opt/schedtick", "4"},                      // code with a breakpoint
		{"00404000-00405000 r--p 00001000 fe:00 123   /opt/schedtick", "4096"},                   // relocated
		{"00405000-00406000 rw-p 00001000 fe:00 123   /opt/schedtick", "0"},
		{"00406000-00407000 r--s 00001000 fe:00 125   /home/a/history.db", "0"},
		{"00407000-00408000 r--p 00000000 00:00 0", "0"},
		{"00408000-00409000 r-xp 00000000 00:00 0     [vdso]", "0"},
		{"7f00000010000-7f0000020000x r--p 00000000 fe:00 124   /lib/nonsense", "0"},
	}
	var smaps strings.Builder
	for _, tt := range tests {
		smaps.WriteString(tt.head + "\nSize:      4 kB\nRss:     4 kB\nAnonymous:      " + tt.anonymous + " kB\nAnonHugePages:  0 kB\nVmFlags: rd ex mr mw me\n")
	}
	want := []mapping{{0x401000, 0x1000}, {0x7f0000000000, 0x3000}}
	if got := clean(strings.NewReader(smaps.String())); !slices.Equal(got, want) {
		t.Errorf("got %x, want %x", got, want)
	}
}

// The binary's own code is among them, as the system lists it.
func TestCleanHere(t *testing.T) {
	f, err := os.Open("/proc/self/smaps")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		t.Fatal(err)
	}
	var code mapping
	for line := range strings.Lines(string(maps)) {
		if f := strings.Fields(line); len(f) == 6 && f[1] == "r-xp" && filepath.Base(f[5]) == filepath.Base(exe) {
			code = parse(f[0])
		}
	}
	if got := clean(f); code.size == 0 || !slices.Contains(got, code) {
		t.Errorf("the code at %x is not among %x", code, got)
	}
}
