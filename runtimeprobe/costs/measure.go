package costs

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"schedtick/runtimeprobe"
)

// Options are the settings of [Measure].
type Options struct {
	// Child is a command, with its first arguments, that calls [ChildMain] with the
	// arguments which Measure adds: a process that has done nothing yet, for
	// the numbers of memory. nil measures those in this process, once; they are then too
	// low if it had goroutines before.
	Child []string
	// Threads is the path of a program built from [ThreadProgram]; "" leaves the
	// rows of threads in C out. NoThreads is why, for the table; "" says nothing.
	Threads   string
	NoThreads string
	// Million parks a million goroutines if there is memory for them, 3 GB.
	Million bool
}

// Measure measures everything. It ends early, with ctx's error, if ctx is done. It
// uses the whole process: GOMAXPROCS is changed now and then and set back.
//
// Goroutines: those that are measured; all have ended when it returns.
func Measure(ctx context.Context, o Options) (Table, error) {
	start := time.Now()
	m := &measuring{Options: o, table: Table{Machine: runtimeprobe.ReadMachine()}}
	// Memory first: it wants a process without a past.
	for _, step := range []func(context.Context) error{
		m.parked, m.threadMemory, m.goroutines, m.stacks, m.threads, m.threadsInC, m.limits,
	} {
		if err := ctx.Err(); err != nil {
			return Table{}, fmt.Errorf("costs: %w", err)
		}
		if err := step(ctx); err != nil {
			return Table{}, fmt.Errorf("costs: %w", err)
		}
	}
	m.million()
	m.sort()
	m.table.Took = time.Since(start)
	return m.table, nil
}

// measuring is one run of Measure.
type measuring struct {
	Options
	table Table
}

func (m *measuring) add(r Row) { m.table.Rows = append(m.table.Rows, claimed(r)) }

func (m *measuring) missing(format string, args ...any) {
	m.table.Missing = append(m.table.Missing, fmt.Sprintf(format, args...))
}

// order is that of a table.
func order() []string {
	return []string{
		KeyCreate, KeySwitchChannel, KeySwitchYield, KeyStackStart, KeyStack10K, KeyStack100K, KeyStackMax,
		KeyParked1e3, KeyParked1e4, KeyParked1e5, KeyParked1e6,
		KeyThreadCreate, KeyThreadCreateC, KeyThreadSwitch, KeyThreadSwitchC, KeyThreadResident, KeyThreadResidentC,
		KeyThreadKernelStack, KeyThreadVirtual, KeyThreadVirtualC,
		KeyMillion, KeyMostThreads, KeyLimitGo, KeyLimitPID, KeyLimitSystem, KeyLimitMaps, KeyLimitProcess, KeyLimitGroup,
	}
}

// sort puts the rows in the order of a table.
func (m *measuring) sort() {
	var rows []Row
	for _, key := range order() {
		if r, ok := m.table.Find(key); ok {
			rows = append(rows, r)
		}
	}
	m.table.Rows = rows
}

// On a busy machine a measurement takes less samples rather than longer than this;
// but a few it takes.
const (
	longest = 400 * time.Millisecond
	fewest  = 6 // the least that an interval of 95% can be had from
)

// repeat collects what f returns, n times, or less if that takes long.
func repeat(ctx context.Context, n int, f func() float64) ([]float64, error) {
	f() // not counted: the first time is colder than the others
	samples := make([]float64, 0, n)
	for start := time.Now(); len(samples) < n && (len(samples) < fewest || time.Since(start) < longest); {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		samples = append(samples, f())
	}
	return samples, nil
}

// perOp is the time that f takes, divided among n operations, in nanoseconds.
func perOp(n int, f func()) float64 {
	start := time.Now()
	f()
	return float64(time.Since(start)) / float64(n)
}

// firstLine keeps what a process said to one line.
func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}

// readFile is the trimmed text of a small file; "" if it is not there.
func readFile(path string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(text))
}
