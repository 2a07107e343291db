package costs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"time"
)

// crowd is goroutines that wait.
type crowd struct {
	gate chan struct{}
	wg   sync.WaitGroup
}

// park starts n goroutines that wait for release after they have used so many bytes of their
// stack, and returns when all of them do.
func park(n, stack int) *crowd {
	c := &crowd{gate: make(chan struct{})}
	c.more(n, stack)
	return c
}

// more adds n.
func (c *crowd) more(n, stack int) {
	var arrived sync.WaitGroup
	arrived.Add(n)
	c.wg.Add(n)
	if stack == 0 {
		for range n {
			go c.wait(&arrived)
		}
	} else {
		for range n {
			go descend(stack, func() { c.wait(&arrived) })
		}
	}
	arrived.Wait()
	runtime.Gosched() // the last to arrive is on its way to the gate
}

func (c *crowd) wait(arrived *sync.WaitGroup) {
	defer c.wg.Done()
	arrived.Done()
	<-c.gate
}

// release ends them all.
func (c *crowd) release() {
	close(c.gate)
	c.wg.Wait()
}

// Numbers that a child measures, by the word that asks for them.
const (
	childGoroutines = "goroutines" // memory of one parked goroutine, at each of some counts
	childThreads    = "threads"    // memory and address space of one thread
)

// threadsKept is how many threads are kept for the numbers of their memory.
const threadsKept = 200

// ChildMain measures, in a process that has done nothing before, what the arguments
// ask for, and writes it to w. Only [Measure] knows both.
func ChildMain(args []string, w io.Writer) error {
	if len(args) == 0 {
		return errors.New("costs: child: nothing is asked for")
	}
	var out []float64
	switch args[0] {
	case childGoroutines:
		var counts []int
		for _, a := range args[1:] {
			n, err := strconv.Atoi(a)
			if err != nil {
				return fmt.Errorf("costs: child: %w", err)
			}
			counts = append(counts, n)
		}
		out = parkedMemory(counts)
	case childThreads:
		out = threadMemory(threadsKept)
	default:
		return fmt.Errorf("costs: child: %q is not known", args[0])
	}
	return json.NewEncoder(w).Encode(out)
}

// parkedMemory parks goroutines, more and more, and returns at each count how much
// memory one of them takes. Counts ascend.
func parkedMemory(counts []int) []float64 {
	// Some wait already when counting begins: what the first need once, code that is read
	// from the file above all, is not the others'.
	c := park(100, 0)
	defer c.release()
	debug.FreeOSMemory()
	base, _ := resident()
	var per []float64
	have := 0
	for _, n := range counts {
		c.more(n-have, 0)
		have = n
		now, _ := resident()
		per = append(per, float64(now-base)/float64(n))
	}
	return per
}

// child measures in a fresh process, or in this one where there is no command.
func (m *measuring) child(ctx context.Context, args ...string) ([]float64, error) {
	if len(m.Child) == 0 {
		r, w := io.Pipe()
		go func() { w.CloseWithError(ChildMain(args, w)) }()
		var out []float64
		err := json.NewDecoder(r).Decode(&out)
		_, _ = io.Copy(io.Discard, r) // to the end of ChildMain
		return out, err
	}
	argv := append(append([]string(nil), m.Child[1:]...), args...)
	cmd := exec.CommandContext(ctx, m.Child[0], argv...)
	// One arena: otherwise the C library reserves more address space for some
	// threads than their stack.
	cmd.Env = append(os.Environ(), "MALLOC_ARENA_MAX=1")
	text, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) && len(exit.Stderr) > 0 {
			err = fmt.Errorf("%w: %s", err, firstLine(string(exit.Stderr)))
		}
		return nil, fmt.Errorf("%s: %w", args[0], err)
	}
	var out []float64
	if err := json.Unmarshal(text, &out); err != nil {
		return nil, fmt.Errorf("%s: %w", args[0], err)
	}
	return out, nil
}

// processes is how many fresh processes measure memory; less, but not less than two, if
// that takes longer than processesLongest.
const (
	processes        = 6
	processesLongest = 1500 * time.Millisecond
)

// children asks several processes and returns the answers, transposed: for each
// number its samples.
func (m *measuring) children(ctx context.Context, n int, args ...string) ([][]float64, error) {
	if len(m.Child) == 0 {
		n = 1
	}
	var columns [][]float64
	start := time.Now()
	for i := range n {
		if i >= 2 && time.Since(start) > processesLongest {
			break
		}
		row, err := m.child(ctx, args...)
		if err != nil {
			return nil, err
		}
		if columns == nil {
			columns = make([][]float64, len(row))
		}
		for i := range min(len(row), len(columns)) {
			columns[i] = append(columns[i], row[i])
		}
	}
	return columns, nil
}

// parked measures the memory of parked goroutines.
func (m *measuring) parked(ctx context.Context) error {
	keys := []string{KeyParked1e3, KeyParked1e4, KeyParked1e5}
	columns, err := m.children(ctx, processes, childGoroutines, "1000", "10000", "100000")
	if err != nil {
		return err
	}
	if len(columns) != len(keys) {
		return fmt.Errorf("goroutines: %d numbers instead of %d", len(columns), len(keys))
	}
	if m.Million {
		if err := m.parkMillion(ctx, &keys, &columns); err != nil {
			return err
		}
	}
	names := []string{"memory of one of 1,000 parked", "memory of one of 10,000 parked", "memory of one of 100,000 parked", "memory of one of 1,000,000 parked"}
	_, source := resident()
	for i, key := range keys {
		m.add(sampled(Row{
			Key: key, Group: Goroutines, Name: names[i], Unit: Bytes,
			Method: "goroutines that wait on a channel, in a fresh process; its memory before and after, the difference divided", Source: source,
		}, columns[i]))
	}
	return nil
}

// millionNeeds is what a million parked goroutines take, generously.
const millionNeeds = 3 << 30

// parkMillion parks a million, in one process, if there is memory.
func (m *measuring) parkMillion(ctx context.Context, keys *[]string, columns *[][]float64) error {
	free, _ := available()
	if free < millionNeeds {
		m.missing("a million goroutines were not parked: they take up to %s, and %s are free", Format(millionNeeds, Bytes), Format(float64(free), Bytes))
		return nil
	}
	more, err := m.children(ctx, 1, childGoroutines, "1000000")
	if err != nil {
		return err
	}
	*keys, *columns = append(*keys, KeyParked1e6), append(*columns, more...)
	return nil
}

// million says whether a million goroutines fit, from what one takes.
func (m *measuring) million() {
	r, ok := m.table.Find(KeyParked1e6)
	if !ok {
		if r, ok = m.table.Find(KeyParked1e5); !ok {
			return
		}
	}
	need := r.Value * 1e6
	row := read(Row{
		Key: KeyMillion, Group: Limits, Name: "memory of a million goroutines", Unit: Bytes,
		Method: "computed from the memory of one, as many as were parked above", Source: r.Source,
		Claim: &Claim{Text: "1,000,000 are fine"},
	}, need)
	row.Low, row.High = r.Low*1e6, r.High*1e6
	if free, source := available(); free > 0 {
		row.Source += "; " + source
		row.Claim.High = float64(free)
		row.Verdict = &Verdict{Agrees: need <= float64(free), Factor: need / float64(free), Text: "agrees: " + Format(float64(free), Bytes) + " are free"}
		if !row.Verdict.Agrees {
			row.Verdict.Text = "not here: only " + Format(float64(free), Bytes) + " are free"
		}
	}
	m.table.Rows = append(m.table.Rows, row)
}
