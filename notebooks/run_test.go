package notebooks

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// results says what the programs made from the notebooks print when the go command builds
// them: regular expressions that match the whole output, in this order.
var results = map[string][]string{
	"00-start-here.ipynb": {
		`^hello, world\nhello, world again\n`,
		`not yet: launch\(100\) returned 0\n$`,
	},
	"01-why-threads-are-expensive.ipynb": {
		`one goroutine runs this cell\n`,
		`goroutines alive: 10001\n`,
		`bytes of stack a goroutine: \d+\n`,
		`threads: \d+ -> \d{2,}\n`,
	},
	"02-g-m-p.ipynb": {
		`G, goroutines: 1\n`,
		`limit of the container: .*\nCPUs: \d+\nGOMAXPROCS: \d+\n`,
		`1 P: .*\n\d+ Ps: .*\n`,
		`1000 sleeps of 50 ms, one P: \S+\n`,
	},
	"03-creating-waiting-control.ipynb": {
		`work done\nwaited for it\n`,
		`(worker [123]\n){3}`,
		`GOMAXPROCS: \d+ -> 4\n`,
		`((ping|pong) [123]\n){6}`,
	},
	"04-servers-and-pools.ipynb":             {`serving\nroutes: 20\n20 requests of 50 ms each, in \S+\nAddRouteV4 ran at most \d+ times at once\n`},
	"04-servers-and-pools.ipynb/tcp-server":  {`client 1 got "hello, client"\n`, `client 5 got "hello, client"\n$`},
	"04-servers-and-pools.ipynb/worker-pool": {`^sum of the squares 1 to 9: 285\n$`},
	"05-pitfalls.ipynb": {
		`got 0\n`,
		`(\d\n){10}(10\n){10}(\d\n){10}`,
		`counter: \d+ of 1000\ncounter: \d+ of 1600000\n`,
		`counter: 1000\ncounter: 1000\n`,
		// The cell that ends early leaves goroutines that print when they get round to it.
		`end of the cell\n(.*\n)*end of the cell\n(work \d done\n){0,10}not yet: 2 goroutines still wait to send\n$`,
	},
	"06-pthreads-beside-go.ipynb": {
		`\[0 1 4 9 16 25 36 49 64 81\]\n`,
		`sum of 0 to 9999: 49995000\n`,
		`not yet: the sum is 0 and should be 501501\n$`,
	},
	"06-pthreads-beside-go.ipynb/go-equivalent": {`^(Worker \d\n){10}$`},
	"07-complete-program.ipynb": {
		`^each sleeps 10ms: started in \S+, peak \d+\neach sleeps 1s: started in \S+, peak 10001\n`,
		// Those who have called Done may still be on their way out.
		`^Before: 1, Peak: 10001\nnot yet: the greeting was there \d+ times of 500\n$`,
	},
	"07-complete-program.ipynb/program": {
		`^CPUs: \d+, GOMAXPROCS: \d+\n\n=== Basic Goroutine ===\n(Hello from goroutine!\n)?`,
		`\n=== WaitGroup Pattern ===\n(.*\n){6}All workers completed\n`,
		// A goroutine that has called Done may still be leaving, so Before and After can exceed 1.
		`\n=== Many Goroutines ===\nBefore: \d+, Peak: \d+, After: \d+\n`,
		`\n=== Channel Communication ===\n(Result: (1|4|9|16|25)\n){5}$`,
	},
}

// limit is what a program may take: the seconds that one cell may take, for all cells of a
// notebook together. Compiled cells need a fraction of it.
const limit = 10 * time.Second

// The go command is the second opinion on the cells: what the notebooks hold is Go that
// vets, builds, ends by itself without an error, and prints what the lesson says.
func TestProgramsRun(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("the programs are built: ", err)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module lesson\n\ngo 1.26\n")
	var all []program
	for _, e := range Index() {
		list, err := programs(e.File, open(t, e.File))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, list...)
	}
	for i, p := range all {
		write(t, filepath.Join(dir, fmt.Sprintf("p%d", i), "main.go"), p.source)
	}
	bin := filepath.Join(dir, "bin")
	if err := os.Mkdir(bin, 0o755); err != nil {
		t.Fatal(err)
	}
	goCommand(t, dir, "vet", "./...")
	goCommand(t, dir, "build", "-o", bin+string(filepath.Separator), "./...")

	ran := map[string]bool{}
	for i, p := range all {
		ran[p.name] = true
		t.Run(p.name, func(t *testing.T) {
			checkOutput(t, run(t, filepath.Join(bin, fmt.Sprintf("p%d", i))), results[p.name])
		})
	}
	for name := range results {
		if !ran[name] {
			t.Errorf("no program %s in the notebooks", name)
		}
	}
}

// run returns the standard output of a program that must end well and in time.
func run(t *testing.T, path string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, path)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v (limit %v)\n%s%s", err, limit, stdout.String(), stderr.String())
	}
	if stderr.Len() > 0 {
		t.Errorf("standard error: %s", stderr.String())
	}
	return stdout.String()
}

// checkOutput matches the patterns one after the other, each in what the last one left.
func checkOutput(t *testing.T, output string, patterns []string) {
	t.Helper()
	if len(patterns) == 0 {
		t.Error("nothing says what this program prints")
	}
	rest := output
	for _, p := range patterns {
		at := regexp.MustCompile(p).FindStringIndex(rest)
		if at == nil {
			t.Fatalf("no match for %s in what is left:\n%s", p, rest)
		}
		rest = rest[at[1]:]
	}
}

// goCommand runs the go command offline, away from this module and from the user's settings.
func goCommand(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOTOOLCHAIN=local", "GOPROXY=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
