package runtimeprobe

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
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

// parseStat reads "123 (name) S …"; the name may contain anything.
func parseStat(text string) (Thread, bool) {
	begin, end := strings.IndexByte(text, '('), strings.LastIndex(text, ") ")
	if begin < 0 || end < begin || len(text) < end+3 {
		return Thread{}, false
	}
	return Thread{Name: text[begin+1 : end], State: threadState(text[end+2])}, true
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
