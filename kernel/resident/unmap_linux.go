package resident

import (
	"bufio"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// unmap forgets the mappings of pages of files that are only read or executed.
func unmap() {
	f, err := os.Open("/proc/self/smaps")
	if err != nil {
		return // a system that does not tell: nothing is let go
	}
	defer f.Close()
	for _, m := range clean(f) {
		// The mapping stays, its pages come back from the page cache. An error is one of
		// memory that somebody has locked: it stays as it is.
		_, _, _ = unix.Syscall(unix.SYS_MADVISE, m.start, m.size, unix.MADV_DONTNEED)
	}
}

// mapping is a part of the address space.
type mapping struct{ start, size uintptr }

// clean lists the mappings in smaps, which is laid out as /proc/self/smaps, that hold
// nothing but what their file holds: of a file, private, not writable, and without a page
// of their own. One of their own is where the loader has relocated, or where a debugger
// has put a breakpoint.
func clean(smaps io.Reader) []mapping {
	var found []mapping
	var at mapping // that the lines are about, without size if it is none of those
	for s := bufio.NewScanner(smaps); s.Scan(); {
		f := strings.Fields(s.Text())
		switch {
		case len(f) >= 6 && strings.HasPrefix(f[5], "/") && (f[1] == "r--p" || f[1] == "r-xp"):
			at = parse(f[0])
		case len(f) >= 5 && !strings.HasSuffix(f[0], ":"):
			at = mapping{}
		case len(f) == 3 && f[0] == "Anonymous:" && f[1] == "0" && at.size > 0:
			found = append(found, at)
		}
	}
	return found
}

// parse reads a range of addresses; its size is 0 if it is none.
func parse(r string) mapping {
	from, to, _ := strings.Cut(r, "-")
	start, err := strconv.ParseUint(from, 16, 64)
	if err != nil {
		return mapping{}
	}
	end, err := strconv.ParseUint(to, 16, 64)
	if err != nil || end < start {
		return mapping{}
	}
	return mapping{uintptr(start), uintptr(end - start)}
}
