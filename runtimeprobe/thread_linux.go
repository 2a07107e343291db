package runtimeprobe

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func listThreads() ([]Thread, error) {
	dir, err := os.ReadDir(taskDir)
	if err != nil {
		return nil, fmt.Errorf("runtimeprobe: list threads: %w", err)
	}
	var list []Thread
	for _, entry := range dir {
		id, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue
		}
		stat, err := os.ReadFile(path.Join(taskDir, entry.Name(), "stat"))
		if err != nil {
			continue // it has ended meanwhile
		}
		t, ok := parseStat(string(stat))
		if !ok {
			continue
		}
		t.ID = id
		if text, err := os.ReadFile(path.Join(taskDir, entry.Name(), "schedstat")); err == nil {
			t.CPU, t.Waited = parseSchedstat(string(text))
		}
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b Thread) int { return a.ID - b.ID })
	return list, nil
}

// threadStates looks at each thread: about 5 µs a thread. It returns nil where /proc is
// not there, or there are too many.
func threadStates() *ThreadStates {
	dir, err := os.Open(taskDir)
	if err != nil {
		return nil
	}
	defer func() { _ = dir.Close() }()
	names, err := dir.Readdirnames(maxStates + 1)
	if err != nil || len(names) > maxStates {
		return nil
	}
	s := &ThreadStates{Processors: make(map[int]int, 2)}
	var buf [1024]byte
	for _, name := range names {
		text, ok := readSmall(taskDir+"/"+name+"/stat", buf[:])
		if !ok {
			continue // it has ended meanwhile
		}
		t, ok := parseStat(string(text))
		if !ok {
			continue
		}
		switch t.State {
		case "running":
			s.Running++
		case "sleeping":
			s.Sleeping++
		case "disk sleep":
			s.Blocked++
		default:
			s.Other++
		}
		s.Processors[t.Processor]++
	}
	if s.Total() == 0 {
		return nil
	}
	return s
}

// readSmall reads a file of /proc into buf, in three system calls: package os takes
// twice as many.
func readSmall(name string, buf []byte) ([]byte, bool) {
	fd, err := syscall.Open(name, syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
	if err != nil {
		return nil, false
	}
	n, err := syscall.Read(fd, buf)
	_ = syscall.Close(fd)
	return buf[:max(0, n)], err == nil && n > 0
}

// Fields of a thread's stat, counted from the state, the third one of proc(5).
const (
	statUser      = 11 // in ticks, as the next
	statKernel    = 12
	statProcessor = 36
	statTick      = 10 * time.Millisecond // USER_HZ is 100 on all architectures that Go knows
)

// parseStat reads "123 (name) S …"; the name may contain anything.
func parseStat(text string) (Thread, bool) {
	begin, end := strings.IndexByte(text, '('), strings.LastIndex(text, ") ")
	if begin < 0 || end < begin || len(text) < end+3 {
		return Thread{}, false
	}
	t := Thread{Name: text[begin+1 : end], State: threadState(text[end+2])}
	i := 0
	for f := range strings.FieldsSeq(text[end+2:]) {
		switch i {
		case statUser, statKernel, statProcessor:
			n, err := strconv.Atoi(f)
			if err != nil {
				return Thread{}, false
			}
			switch i {
			case statUser:
				t.User = time.Duration(n) * statTick
			case statKernel:
				t.Kernel = time.Duration(n) * statTick
			default:
				t.Processor = n
			}
		}
		i++
	}
	return t, true
}

func threadState(letter byte) string {
	switch letter {
	case 'R':
		return "running"
	case 'S', 'I':
		return "sleeping"
	case 'D':
		return "disk sleep"
	case 'T':
		return "stopped"
	case 't':
		return "traced"
	case 'Z':
		return "zombie"
	case 'X', 'x':
		return "dead"
	default:
		return string(rune(letter))
	}
}

// parseSchedstat reads nanoseconds on a processor, nanoseconds in a run queue,
// and the number of time slices.
func parseSchedstat(text string) (cpu, waited time.Duration) {
	f := strings.Fields(text)
	if len(f) < 2 {
		return 0, 0
	}
	c, errC := strconv.ParseInt(f[0], 10, 64)
	w, errW := strconv.ParseInt(f[1], 10, 64)
	if errC != nil || errW != nil {
		return 0, 0
	}
	return time.Duration(c), time.Duration(w)
}
