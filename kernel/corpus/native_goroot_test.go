//go:build corpus

package corpus

import (
	"testing"
	"time"
)

// nativeWay is as native cells. A build fails as a check does, with status 1.
var nativeWay = corpusWay{list: "testdata/native/goroot.list", limit: 5 * time.Minute, run: func(limit time.Duration, dir, file string) ended {
	return runProgram(limit, dir, binary, "run", "--probe=off", "--native", file)
}}

// TestCorpusNativeGoroot runs all programs of GOROOT/test as native cells and holds them
// against the list of those that do not do what they say there.
//
//	go test -tags corpus -run CorpusNativeGoroot -timeout 3h -v ./kernel/corpus
func TestCorpusNativeGoroot(t *testing.T) {
	needPlugins(t)
	root := gorootTest(t)
	names := gorootPrograms(t, root)
	importConfig(t)
	totals := nativeWay.check(t, root, names)
	t.Log(table(totals))
	passed := 0
	for _, verdicts := range totals {
		passed += verdicts[pass]
	}
	if passed < 900 {
		t.Errorf("%d of %d pass, want at least 900", passed, len(names))
	}
}
