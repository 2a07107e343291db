package corpus

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"schedtick/kernel/cli"
)

var update = flag.Bool("update", false, "write what is stored under testdata again")

// binary is schedtick, built without the race detector: what users run.
var binary string

// TestMain builds the binary once. The test binary itself stands in for
// schedtick when a worker is asked of it.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "worker" {
		os.Exit(cli.Main(context.Background(), os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, nil))
	}
	flag.Parse()
	// Tests that run in parallel wait for programs that wait.
	if p := flag.Lookup("test.parallel"); p.Value.String() == strconv.Itoa(runtime.GOMAXPROCS(0)) {
		_ = p.Value.Set("8")
	}
	os.Exit(withBinary(m.Run))
}

func withBinary(run func() int) int {
	if binary = os.Getenv("SCHEDTICK_BINARY"); binary != "" { // it has been built: make test-go and test-bare
		return run()
	}
	dir, err := os.MkdirTemp("", "schedtick-corpus")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "schedtick.exe")
	if out, err := exec.Command("go", "build", "-o", binary, "schedtick").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "corpus: build schedtick: %v\n%s", err, out)
		return 1
	}
	return run()
}

// An ended is how a program ended.
type ended struct {
	status         int
	stdout, stderr string
	both           string // as they came
	hung           bool   // it was still running at the limit
	obeyed         bool   // hung, but an interrupt ended it
}

// runProgram runs a command until limit, then interrupts it, then kills it. The
// command's children end with it.
func runProgram(limit time.Duration, dir, name string, args ...string) ended {
	return runWith(false, limit, dir, name, args...)
}

// runJoined is runProgram with one pipe for both outputs, so that they come in the order in
// which they were written, and nobody can tell which is which: stdout and stderr are both.
func runJoined(limit time.Duration, dir, name string, args ...string) ended {
	return runWith(true, limit, dir, name, args...)
}

func runWith(joined bool, limit time.Duration, dir, name string, args ...string) ended {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	var stdout, stderr, both bytes.Buffer
	cmd.Dir = dir
	var mu sync.Mutex // orders the writes of the two copying goroutines
	cmd.Stdout = lockedWriter{&mu, io.MultiWriter(&stdout, &both)}
	cmd.Stderr = lockedWriter{&mu, io.MultiWriter(&stderr, &both)}
	if joined {
		cmd.Stdout = &both
		cmd.Stderr = cmd.Stdout
	}
	cmd.Cancel = func() error {
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			return cmd.Process.Kill()
		}
		return nil
	}
	cmd.WaitDelay = 10 * time.Second
	err := cmd.Run()
	e := ended{stdout: stdout.String(), stderr: stderr.String(), both: both.String(), hung: ctx.Err() != nil}
	if joined {
		e.stdout, e.stderr = e.both, e.both
	}
	e.obeyed = e.hung && cmd.ProcessState != nil && cmd.ProcessState.Exited()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		e.status = exit.ExitCode()
	case err != nil:
		e.status = -1
		e.stderr += err.Error()
	}
	return e
}

type lockedWriter struct {
	mu *sync.Mutex
	w  io.Writer
}

func (l lockedWriter) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(p)
}

// schedtick interprets a program, in directory dir. What is refused is not compiled.
func schedtick(limit time.Duration, dir, file string) ended {
	return runProgram(limit, dir, binary, "run", "--probe=off", "--native=off", file)
}

// readExceptions reads a list of "name: reason" lines; # begins a comment.
func readExceptions(t *testing.T, file string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	list := make(map[string]string)
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		name, reason, ok := strings.Cut(line, ": ")
		if !ok || list[name] != "" {
			t.Fatalf("%s: bad or repeated line %q", file, line)
		}
		list[name] = strings.TrimSpace(reason)
	}
	return list
}
