//go:build corpus

package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestCorpusNativeGoroot runs all programs of GOROOT/test as native cells, two at a
// time, which takes half an hour, and names those that do not do what they say.
//
//	go test -tags corpus -run CorpusNativeGoroot -timeout 3h -v ./kernel/corpus
func TestCorpusNativeGoroot(t *testing.T) {
	needPlugins(t)
	root := gorootTest(t)
	importConfig(t)
	names := gorootPrograms(t, root)
	var mu sync.Mutex
	passed := 0
	var wg sync.WaitGroup
	next := make(chan string)
	for range 2 {
		wg.Go(func() {
			for name := range next {
				file := filepath.FromSlash(name)
				e := runProgram(3*time.Minute, root, binary, "run", "--probe=off", "--native", file)
				want, err := os.ReadFile(filepath.Join(root, strings.TrimSuffix(file, ".go")+".out"))
				mu.Lock()
				if !e.hung && e.status == 0 && (err != nil || e.both == string(want)) {
					passed++
				} else {
					t.Logf("%s: status %d, hung %v: %.200s", name, e.status, e.hung, e.both)
				}
				mu.Unlock()
			}
		})
	}
	for _, name := range names {
		next <- name
	}
	close(next)
	wg.Wait()
	t.Logf("%d of %d pass", passed, len(names))
	if passed < 900 {
		t.Errorf("%d pass, want at least 900", passed)
	}
}
