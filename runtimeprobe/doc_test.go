package runtimeprobe

import (
	"bytes"
	"flag"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"runtime/metrics"
	"strings"
	"testing"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "write the table in doc.go and the files in testdata anew")

// The documentation's table is the one that reports show.
func TestDocTable(t *testing.T) {
	old, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	const before, after = "// those of package runtime/metrics.\n//\n", "// # Other systems"
	begin, end := bytes.Index(old, []byte(before)), bytes.Index(old, []byte(after))
	if begin < 0 || end < begin {
		t.Fatal("doc.go: the sentences around the table are not there")
	}
	begin += len(before)
	want := string(old[:begin]) + docTable() + "//\n" + string(old[end:])
	if *update {
		if err := os.WriteFile("doc.go", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if string(old) != want {
		t.Errorf("doc.go and Numbers differ; run: go test ./runtimeprobe -run TestDocTable -update")
	}
	if _, err := parser.ParseFile(token.NewFileSet(), "doc.go", want, parser.ParseComments); err != nil {
		t.Error(err)
	}
}

func docTable() string {
	rows := [][3]string{{"number", "source", "caveat"}}
	for _, n := range Numbers() {
		rows = append(rows, [3]string{n.Name, n.Source, n.Caveat})
	}
	var width [2]int
	for _, r := range rows {
		for i := range width {
			width[i] = max(width[i], utf8.RuneCountInString(r[i]))
		}
	}
	var b strings.Builder
	for _, r := range rows {
		fmt.Fprintf(&b, "//\t%-*s | %-*s | %s\n", width[0], r[0], width[1], r[1], r[2])
	}
	return b.String()
}

// known is runtime/metrics' own table, by full name and by name without unit.
func known() map[string]metrics.Description {
	m := make(map[string]metrics.Description)
	for _, d := range metrics.All() {
		name, _, _ := strings.Cut(d.Name, ":")
		m[d.Name], m[name] = d, d
	}
	return m
}

func TestMetricNames(t *testing.T) {
	all := known()
	for i, name := range metricNames {
		d, ok := all[name]
		if !ok {
			t.Errorf("%s: not a metric of this runtime", name)
			continue
		}
		want := metrics.KindUint64
		if i == iLatencies {
			want = metrics.KindFloat64Histogram
		}
		if d.Kind != want {
			t.Errorf("%s: kind %v, the probe reads %v", name, d.Kind, want)
		}
	}
}

// Every metric that the table names exists, and every one that the probe reads
// is named in it.
func TestNumbersNameMetrics(t *testing.T) {
	all := known()
	named := map[string]bool{}
	keys := map[string]bool{}
	for _, n := range Numbers() {
		if n.Key == "" || n.Name == "" || n.Source == "" || keys[n.Key] {
			t.Errorf("%+v: a gap, or a key used twice", n)
		}
		keys[n.Key] = true
		if d, ok := Describe(n.Key); !ok || d != n {
			t.Errorf("Describe(%q) = %+v, %v", n.Key, d, ok)
		}
		for _, m := range metricsIn(n.Source) {
			if _, ok := all[m]; !ok {
				t.Errorf("%s: source %q: not a metric of this runtime", n.Key, m)
			}
			named[m] = true
		}
	}
	for _, full := range metricNames {
		if name, _, _ := strings.Cut(full, ":"); !named[name] && full != metricMemoryTotal {
			t.Errorf("%s: read, but not in the table", name)
		}
	}
	if _, ok := Describe("no such key"); ok {
		t.Error("Describe knows everything")
	}
}

var metricName = regexp.MustCompile(`/(?:sched|memory|gc|cpu)/[a-z/-]+(?:\{[a-z,-]+\})?`)

// metricsIn finds metric names; /a/{b,c} stands for two.
func metricsIn(text string) []string {
	var list []string
	for _, m := range metricName.FindAllString(text, -1) {
		dir, alternatives, ok := strings.Cut(strings.TrimSuffix(m, "}"), "{")
		if !ok {
			list = append(list, m)
			continue
		}
		for _, a := range strings.Split(alternatives, ",") {
			list = append(list, dir+a)
		}
	}
	return list
}
