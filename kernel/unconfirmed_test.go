package kernel_test

import (
	"strings"
	"testing"
	"time"

	"schedtick/kernel/notebooktest"
)

// ballast is more memory than is looked through for what can still wake a goroutine.
const ballast = "var ballast = make([]byte, 600<<20)"

// With much memory in use a deadlock is found all the same, and only where nothing can wake
// anybody.
func TestDeadlockWithMuchMemory(t *testing.T) {
	l := newLab(t, imports, `import ("context"; "io")`, ballast)
	for name, code := range map[string]string{
		"channel":     "c := make(chan int)\n<-c",
		"wait group":  "var wg sync.WaitGroup\nwg.Add(1)\ngo func() { select {} }()\nwg.Wait()",
		"mutex twice": "var mu sync.Mutex\nmu.Lock()\nmu.Lock()",
		"two":         "func two() {\na, b := make(chan int), make(chan int)\ngo func() { <-a; b <- 1 }()\n<-b\na <- 1\n}\ntwo()",
		"stopped":     "st := time.AfterFunc(time.Hour, func() {})\nst.Stop()\nn := make(chan int)\nn <- 1",
		"unheard":     "time.NewTimer(time.Hour)\nu := make(chan int)\nu <- 1",
	} {
		began := time.Now()
		if text := l.fails(code); !strings.Contains(text, "all goroutines are asleep - deadlock!") || !strings.Contains(text, "main.main") && !strings.Contains(text, "cell [") {
			t.Errorf("%s: %s", name, text)
		}
		t.Logf("%s: after %v", name, time.Since(began))
	}
	for name, code := range map[string]string{
		"timer calls":  "tc := make(chan int)\ntime.AfterFunc(600*time.Millisecond, func() { tc <- 1 })\n<-tc",
		"context":      "func wait() {\nctx, cancel := context.WithTimeout(context.Background(), 600*time.Millisecond)\ndefer cancel()\n<-ctx.Done()\n}\nwait()",
		"timer sends":  "<-time.After(600*time.Millisecond)",
		"select":       "sc := make(chan int)\nselect {\ncase <-sc:\ncase <-time.After(600*time.Millisecond):\n}",
		"sleeps":       "sl := make(chan int)\ngo func() { time.Sleep(600*time.Millisecond); sl <- 1 }()\n<-sl",
		"pipe":         "r, w := io.Pipe()\ngo func() { time.Sleep(600*time.Millisecond); w.Close() }()\nio.ReadAll(r)",
		"many timers":  "mt := make(chan int)\nfor range 100 {\ntime.AfterFunc(600*time.Millisecond, func() { mt <- 1 })\n}\nfor range 100 {\n<-mt\n}",
		"timer chains": "ch := make(chan int)\nfunc again(n int) {\nif n == 0 {\nch <- 1\nreturn\n}\ntime.AfterFunc(50*time.Millisecond, func() { again(n-1) })\n}\nagain(12)\n<-ch",
	} {
		if _, o := l.run(code); o.Failure != nil {
			t.Errorf("%s: %s", name, o.Failure.Text())
		}
	}
}

// With less, what the lists do not tell is looked for in the memory.
func TestDeadlockInCompiledCodeWithSomeMemory(t *testing.T) {
	l := newLab(t, `import "io"`, "var ballast = make([]byte, 150<<20)")
	if text := l.fails("r, w := io.Pipe()\n_ = w\nio.ReadAll(r)"); !strings.Contains(text, "waits in compiled code (select in io.(*pipe).read)") {
		t.Error(text)
	}
}

// A timer that cannot reach what is waited for keeps no cell waiting; one that can does.
func TestDeadlockBesideATimer(t *testing.T) {
	l := newLab(t, imports, "time.AfterFunc(time.Hour, func() { fmt.Println(\"an hour later\") })")
	const wait = "func wait(f func(c chan int)) {\nc := make(chan int)\nf(c)\n<-c\n}\n"
	if text := l.fails(wait + "wait(func(chan int) {})"); !strings.Contains(text, "all goroutines are asleep - deadlock!") {
		t.Error(text)
	}
	l.ok("wait(func(c chan int) { time.AfterFunc(600*time.Millisecond, func() { c <- 1 }) })")
}

// What is not called a deadlock although it looks like one says so, and why, while the cell
// waits and when it is interrupted.
func TestUnconfirmedDeadlock(t *testing.T) {
	l := newLab(t, imports, `import "io"`, ballast)
	const says = "this looks like a deadlock, but it could not be confirmed that nothing can wake its goroutines: too much memory is in use: 6"
	for name, code := range map[string]string{
		"in compiled code": "r, w := io.Pipe()\n_ = w\nio.ReadAll(r)",
		"a timer":          "never := make(chan int)\ntime.AfterFunc(time.Hour, func() {})\n<-never",
	} {
		out, wait := l.start(code)
		out.AwaitReport(t, "says that it may be deadlocked", func(all []notebooktest.Shown) bool {
			last := all[len(all)-1]
			return strings.Contains(last.Text(), says)
		})
		l.Interrupt()
		o := wait()
		if o.Failure == nil || o.Failure.Name != "interrupted" || !strings.Contains(strings.Join(strings.Fields(o.Failure.Text()), " "), says) {
			t.Errorf("%s: interrupted: %+v", name, o.Failure)
		}
	}
	// Nothing of it stays.
	if _, o := l.run("time.Sleep(time.Second)"); o.Failure != nil || strings.Contains(o.Text(), "deadlock") {
		t.Errorf("%+v %s", o.Failure, o.Text())
	}
}
