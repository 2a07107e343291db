package corpus

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"schedtick/kernel"
	"schedtick/kernel/notebooktest"
	"schedtick/kernel/panel"
)

// BenchmarkNative runs programs as native cells and as the go command builds them: the
// metric is native / go run, of the best of 30 runs in each process.
//
//	go test -run '^$' -bench 'Native$' -benchtime 1x ./kernel/corpus
func BenchmarkNative(b *testing.B) {
	for _, name := range []string{"fib", "loop"} {
		b.Run(name, func(b *testing.B) {
			exe, file := benchProgram(b, name)
			number := func(text string) (ns float64) {
				if _, err := fmt.Sscan(text, &ns); err != nil {
					b.Fatalf("%q: %v", text, err)
				}
				return ns
			}
			for b.Loop() {
				compiled := number(runProgram(5*time.Minute, "", exe).stdout)
				e := runProgram(5*time.Minute, "", binary, "run", "--native", file)
				if e.status != 0 {
					b.Fatal(e.both)
				}
				native := number(e.stdout)
				b.ReportMetric(native/compiled, "native/go-run")
				b.ReportMetric(native/1e6, "native-ms")
			}
		})
	}
}

// benchProgram builds a program of testdata/native/bench.
func benchProgram(b *testing.B, name string) (exe, file string) {
	b.Helper()
	file = filepath.Join("testdata", "native", "bench", name+".go")
	exe = filepath.Join(b.TempDir(), "p.exe")
	if e := runProgram(5*time.Minute, "", "go", "build", "-o", exe, file); e.status != 0 {
		b.Fatal(e.both)
	}
	return exe, file
}

// BenchmarkNativeEdit changes a native cell of 20 lines, builds it, loads it and runs it:
// the median of 25 changes.
//
//	go test -run '^$' -bench NativeEdit -benchtime 1x ./kernel/corpus
func BenchmarkNativeEdit(b *testing.B) {
	s := notebooktest.New(b, kernel.NotebookOptions{Exe: binary, Probe: panel.Line})
	const text = `%%%%native
import (
	"fmt"
	"sync"
)
type job struct{ id, cost int }
func work(j job) int {
	sum := 0
	for i := range j.cost {
		sum += i * %d
	}
	return sum
}
var wg sync.WaitGroup
results := make(chan int, 4)
for i := range 4 {
	wg.Go(func() { results <- work(job{i, 1000}) })
}
wg.Wait()
fmt.Println(<-results, len(results))`
	run := func() time.Duration {
		began := time.Now()
		out, o := s.Do(b.Context(), fmt.Sprintf(text, time.Now().UnixNano()%1e6))
		if o.Failure != nil || !strings.HasSuffix(out.Text(), " 3\n") {
			b.Fatalf("%+v %q", o.Failure, out.Text())
		}
		return time.Since(began)
	}
	run() // the first builds what all need
	for b.Loop() {
		var took []time.Duration
		for range 25 {
			took = append(took, run())
		}
		slices.Sort(took)
		b.ReportMetric(took[len(took)/2].Seconds()*1e3, "p50-ms")
	}
}
