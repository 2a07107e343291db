package runtimeprobe

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestParseListing(t *testing.T) {
	const text = `goroutine 1 [running]:
main.main()
	/src/main.go:9 +0x1d

goroutine 18 [chan receive (nil chan), 3 minutes, locked to thread labels:{"cell": "7", "a, \"b\"": "]: x"}]:
main.(*T).wait(0xc000012345, {0x1, 0x2})
	/src/a b.go:12 +0x25
...23 frames elided...
main.generic[...](...)
	/src/g.go:1
created by main.start in goroutine 1
	/src/main.go:8 +0x85

goroutine 19 gp=0xc0001 m=nil [select (no cases) (leaked)]:
main.leak()
	C:/src/leak.go:3 +0x1
created by main.main
	C:/src/main.go:4 +0x1

goroutine 20 [sync.WaitGroup.Wait (durable), synctest bubble 4]:

goroutine x [running]:
not a goroutine
`
	want := []Goroutine{
		{ID: 1, State: "running", Stack: []Frame{{"main.main", "/src/main.go", 9}}},
		{
			ID: 18, State: "chan receive (nil chan)", Since: 3 * time.Minute, Locked: true,
			Labels:    map[string]string{"cell": "7", `a, "b"`: "]: x"},
			Stack:     []Frame{{"main.(*T).wait", "/src/a b.go", 12}, {"main.generic[...]", "/src/g.go", 1}},
			CreatedBy: Frame{"main.start", "/src/main.go", 8}, Parent: 1,
		},
		{
			ID: 19, State: "select (no cases)", Leaked: true,
			Stack:     []Frame{{"main.leak", "C:/src/leak.go", 3}},
			CreatedBy: Frame{"main.main", "C:/src/main.go", 4},
		},
		{ID: 20, State: "sync.WaitGroup.Wait"},
	}
	got := parseListing(text)
	if len(got) != len(want) {
		t.Fatalf("got %d goroutines, want %d: %+v", len(got), len(want), got)
	}
	for i := range want {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("got  %+v\nwant %+v", got[i], want[i])
		}
	}
	if e := got[1].Entry(); e.Func != "main.generic[...]" {
		t.Errorf("entry %+v", e)
	}
	if e := got[3].Entry(); e != (Frame{}) {
		t.Errorf("entry without a stack: %+v", e)
	}
}

func FuzzParseListing(f *testing.F) {
	f.Add("goroutine 1 [running]:\nmain.main()\n\t/src/main.go:9 +0x1d\n")
	f.Add("goroutine 2 [select, 1 minutes labels:{\"a\": \"b\"}]:\ncreated by x in goroutine 1\n\t:")
	f.Add("\n\n\t\n(\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, g := range parseListing(text) {
			g.Entry()
		}
	})
}

// park waits on c, so that a test can look for it by name.
func park(c chan struct{}) { <-c }

func TestList(t *testing.T) {
	c := make(chan struct{})
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		park(c)
	}()
	defer wg.Wait()
	defer close(c)

	deadline := time.Now().Add(10 * time.Second)
	for {
		list, complete := List()
		if !complete || len(list) < 2 || list[0].State != "running" {
			t.Fatalf("complete %v, list %+v", complete, list)
		}
		for _, g := range list {
			if g.State == "chan receive" && g.calls(func(f string) bool { return strings.HasSuffix(f, ".park") }) {
				if g.Parent != list[0].ID || filepath.Base(g.CreatedBy.File) != "listing_test.go" || g.CreatedBy.Line == 0 {
					t.Errorf("created by %+v in goroutine %d, this is %d", g.CreatedBy, g.Parent, list[0].ID)
				}
				return
			}
		}
		if time.Now().After(deadline) {
			t.Fatalf("not in the list: %+v", list)
		}
		time.Sleep(time.Millisecond)
	}
}

func TestListOfMany(t *testing.T) {
	const n = 5000
	defer crowd(n)()
	if list, complete := List(); !complete || len(list) <= n {
		t.Errorf("%d goroutines, complete %v", len(list), complete)
	}
}

// recorder is a test that may fail.
type recorder struct{ failure string }

func (*recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) { r.failure += fmt.Sprintf(format, args...) }

func TestVerifyNone(t *testing.T) {
	clean := IgnoreCurrent()
	var r recorder
	VerifyNone(&r, clean)
	if r.failure != "" {
		t.Fatalf("nothing is left, but: %s", r.failure)
	}

	c := make(chan struct{})
	go park(c)
	left := awaitNone(time.Now(), []Ignore{clean})
	if len(left) != 1 || !strings.Contains(describe(left), "listing_test.go") {
		t.Errorf("left: %s", describe(left))
	}
	VerifyNone(&r, clean, IgnoreFunc("schedtick/runtimeprobe.park"))
	if r.failure != "" {
		t.Errorf("excused, but: %s", r.failure)
	}
	soon := c
	time.AfterFunc(20*time.Millisecond, func() { close(soon) })
	VerifyNone(&r, clean) // waits for it
	if r.failure != "" {
		t.Errorf("it has ended, but: %s", r.failure)
	}

	c = make(chan struct{})
	go park(c)
	VerifyNone(&r, clean)
	if !strings.Contains(r.failure, "1 goroutines left") {
		t.Errorf("one is left, but the test says %q", r.failure)
	}
	close(c)
	VerifyNone(t, clean)
}
