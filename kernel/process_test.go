package kernel_test

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"schedtick/kernel/jupyter"
	"schedtick/kernel/kerneltest"
	"schedtick/kernel/notebooktest"
	"schedtick/kernel/transport"
)

// process is a kernel as Jupyter starts it.
type process struct {
	cmd  *exec.Cmd
	info jupyter.ConnectionInfo
	file string
	done chan error
}

// startProcess starts a kernel that makes its own connection file.
func startProcess(t *testing.T) *process {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	p := &process{file: filepath.Join(dir, "connection.json"), done: make(chan error, 1)}
	p.cmd = exec.Command(exe, "kernel", "-f", p.file)
	p.cmd.Env = append(os.Environ(), "XDG_DATA_HOME="+dir, "HOME="+dir, "APPDATA="+dir)
	p.cmd.Stderr = os.Stderr
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.done <- p.cmd.Wait() }()
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill() // most have ended by now
		t.Log("the kernel process: ", <-p.done)
	})
	until(t, "the connection file is there", func() bool {
		p.info, err = jupyter.ReadConnectionFile(p.file)
		return err == nil
	})
	return p
}

// ended waits for the end of the process.
func (p *process) ended(t *testing.T) error {
	t.Helper()
	select {
	case err := <-p.done:
		p.done <- err // for the cleanup
		return err
	case <-time.After(notebooktest.Patience):
		t.Fatal("the kernel does not end")
		return nil
	}
}

// until polls for something that another process does.
func until(t *testing.T, what string, cond func() bool) {
	t.Helper()
	for deadline := time.Now().Add(notebooktest.Patience); !cond(); {
		if time.Now().After(deadline) {
			t.Fatalf("in vain: waiting until %s", what)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// alive reports whether a process that is no child of ours exists.
func alive(pid int) bool {
	p, err := os.FindProcess(pid)
	return err == nil && p.Signal(syscall.Signal(0)) == nil && !zombie(pid)
}

// zombie reports whether a process has ended but was not waited for: the machine
// may lack an init that would.
func zombie(pid int) bool {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return errors.Is(err, fs.ErrNotExist) && runtime.GOOS == "linux"
	}
	_, state, _ := strings.Cut(string(stat), ") ")
	return strings.HasPrefix(state, "Z")
}

func TestKernelProcess(t *testing.T) {
	p := startProcess(t)
	if info, err := os.Stat(p.file); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("connection file: %v, %v; it holds the key", info.Mode(), err)
	}
	answers := []string{"gopher 7", "a line"}
	c := kerneltest.DialWith(t, p.info, kerneltest.Options{Input: func(jupyter.InputRequest) string {
		next := answers[0]
		answers = answers[1:]
		return next
	}})
	if r := c.Execute(`import ("bufio"; "fmt"; "os")`); r.Status() != jupyter.OK {
		t.Fatalf("import: %s", r)
	}
	if v, _ := c.Execute("x := 41\nx + 1").Value(); v != "42" {
		t.Errorf("x + 1 is %q", v)
	}
	r := c.Execute("var name string\nvar n int\nfmt.Scan(&name, &n)\nfmt.Println(name, n)")
	if r.Stdout() != "gopher 7\n" || len(r.Inputs) == 0 {
		t.Errorf("Scan: %q, asked %d times; %s", r.Stdout(), len(r.Inputs), r)
	}
	r = c.Execute("s := bufio.NewScanner(os.Stdin)\ns.Scan()\nfmt.Println(s.Text())")
	if r.Stdout() != "a line\n" {
		t.Errorf("bufio: %q; %s", r.Stdout(), r)
	}
	var reports int
	for _, d := range kerneltest.Broadcast[jupyter.DisplayData](r) {
		if _, ok := d.Metadata["schedtick"]; ok {
			reports++
		}
	}
	if reports != 1 {
		t.Errorf("%d reports", reports)
	}
	r = c.Execute("x", func(q *jupyter.ExecuteRequest) {
		q.UserExpressions = jupyter.Dict[string]{"twice": "x * 2", "none": "nothing", "no": "y := 1"}
	})
	exprs := r.ExecuteReply().UserExpressions
	if v, _ := exprs["twice"].Data.Text("text/plain"); v != "82" {
		t.Errorf("x * 2 is %+v", exprs["twice"])
	}
	if e := exprs["none"]; e.Failure == nil || !strings.Contains(e.EValue, "undefined: nothing") {
		t.Errorf("nothing is %+v", e)
	}
	if e := exprs["no"]; e.Status != jupyter.Error {
		t.Errorf("a statement is %+v", e)
	}
	c.Request(transport.Control, jupyter.ShutdownRequest{})
	if err := p.ended(t); err != nil {
		t.Errorf("ends with %v", err)
	}
}

func TestTerminated(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Log("Windows has no SIGTERM; TestShutdown covers the rest")
		return
	}
	p := startProcess(t)
	c := kerneltest.Dial(t, p.info)
	worker := workerOf(t, c)
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := p.ended(t); err != nil {
		t.Errorf("ends with %v", err)
	}
	until(t, "the worker is gone", func() bool { return !alive(worker) })
}

// A front that is killed leaves no worker behind, whatever that is doing.
func TestFrontKilled(t *testing.T) {
	for name, code := range map[string]string{"idle": "", "busy": "for {}", "blocked": "select {}"} {
		t.Run(name, func(t *testing.T) {
			p := startProcess(t)
			c := kerneltest.DialWith(t, p.info, kerneltest.Options{Lenient: true})
			worker := workerOf(t, c)
			if code != "" {
				call := c.Start("import \"fmt\"\nfmt.Println(\"ready\")\n" + code)
				call.Await("ready", func(r kerneltest.Result) bool { return r.Stdout() == "ready\n" })
			}
			if err := p.cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			until(t, "the worker is gone", func() bool { return !alive(worker) })
		})
	}
}

// workerOf asks a kernel for the process that runs its cells.
func workerOf(t *testing.T, c *kerneltest.Client) int {
	t.Helper()
	r := c.Execute("import \"os\"\nos.Getpid()")
	text, _ := r.Value()
	pid, err := strconv.Atoi(text)
	if err != nil || !alive(pid) {
		t.Fatalf("worker is %q: %s %s", text, r, r.Traceback())
	}
	return pid
}
