//go:build corpus

package corpus

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// wellKnown are modules that many programs use, each with what a cell does with it
// (imports, declarations, statements) and a completion.
var wellKnown = []struct {
	query                string
	imports, decls, body string
	typed, word          string // what is typed, what completes it
}{
	{
		"golang.org/x/time@v0.9.0", `"golang.org/x/time/rate"; "fmt"; "time"`, "",
		"l := rate.NewLimiter(rate.Every(time.Hour), 3)\nfmt.Println(l.Allow(), l.Allow(), l.Allow(), l.Allow(), l.Burst(), rate.Inf)\nr := l.ReserveN(time.Now(), 2)\nfmt.Println(r.OK(), r.Delay() > time.Hour)",
		"rate.NewL", "NewLimiter",
	},
	{
		"golang.org/x/sync", `"golang.org/x/sync/errgroup"; "fmt"; "context"; "errors"`, "",
		"g, ctx := errgroup.WithContext(context.Background())\nfor i := range 3 {\n\tg.Go(func() error {\n\t\tif i == 2 {\n\t\t\treturn errors.New(\"two\")\n\t\t}\n\t\t<-ctx.Done()\n\t\treturn nil\n\t})\n}\nfmt.Println(g.Wait(), ctx.Err())",
		"errgroup.With", "WithContext",
	},
	{
		"github.com/google/uuid", `"github.com/google/uuid"; "fmt"`, "",
		"u := uuid.MustParse(\"6ba7b810-9dad-11d1-80b4-00c04fd430c8\")\nfmt.Println(u, u.Version(), u == uuid.NameSpaceDNS, uuid.NewSHA1(uuid.NameSpaceURL, []byte(\"x\")))\nm := map[uuid.UUID]int{u: 1}\nfmt.Println(m[uuid.NameSpaceDNS], len(uuid.NewString()))",
		"uuid.Must", "MustParse",
	},
	{
		"github.com/spf13/cobra", `"github.com/spf13/cobra"; "fmt"; "strings"`, "",
		"name := \"\"\ncmd := &cobra.Command{Use: \"hi\", Args: cobra.ArbitraryArgs, RunE: func(c *cobra.Command, args []string) error {\n\tfmt.Println(\"hi\", name, args, c.Name())\n\treturn nil\n}}\ncmd.Flags().StringVarP(&name, \"name\", \"n\", \"you\", \"who\")\ncmd.AddCommand(&cobra.Command{Use: \"sub\", Run: func(c *cobra.Command, args []string) { fmt.Println(\"sub of\", c.Parent().Name()) }})\ncmd.SetArgs([]string{\"-n\", \"Ann\", \"x\"})\nfmt.Println(cmd.Execute())\ncmd.SetArgs([]string{\"sub\"})\nfmt.Println(cmd.Execute(), strings.Contains(cmd.UsageString(), \"--name\"))",
		"cobra.Exact", "ExactArgs",
	},
	{
		"github.com/stretchr/testify/assert", `"github.com/stretchr/testify/assert"; "fmt"; "errors"; "strings"`,
		"type rec struct{ lines []string }\n\nfunc (r *rec) Errorf(format string, args ...any) {\n\tr.lines = append(r.lines, fmt.Sprintf(format, args...))\n}",
		"r := &rec{}\nfmt.Println(assert.Equal(r, 1, 1), assert.Equal(r, 1, 2), assert.ElementsMatch(r, []int{1, 2}, []int{2, 1}), assert.ErrorIs(r, errors.New(\"a\"), errors.New(\"b\")))\nfmt.Println(len(r.lines), strings.Contains(r.lines[0], \"expected: 1\"))",
		"assert.Elem", "ElementsMatch",
	},
	{
		"github.com/google/go-cmp/cmp", `"github.com/google/go-cmp/cmp"; "fmt"; "strings"; "math"`, "",
		"fmt.Println(cmp.Equal([]int{1, 2}, []int{1, 2}), cmp.Equal(map[string]int{\"a\": 1}, map[string]int{\"a\": 2}))\nd := cmp.Diff([]string{\"a\", \"b\"}, []string{\"a\", \"c\"})\nfmt.Println(strings.Contains(d, `\"c\"`))\nfmt.Println(cmp.Equal(1.0, 1.0000001, cmp.Comparer(func(x, y float64) bool { return math.Abs(x-y) < 1e-3 })))",
		"cmp.Com", "Comparer",
	},
	{
		"go.uber.org/zap", `"go.uber.org/zap"; "go.uber.org/zap/zapcore"; "fmt"; "bytes"`, "",
		"var buf bytes.Buffer\nenc := zapcore.NewJSONEncoder(zapcore.EncoderConfig{MessageKey: \"msg\", LevelKey: \"level\", EncodeLevel: zapcore.LowercaseLevelEncoder})\nlog := zap.New(zapcore.NewCore(enc, zapcore.AddSync(&buf), zap.InfoLevel))\nlog.Info(\"hello\", zap.Int(\"n\", 3), zap.String(\"s\", \"x\"))\nlog.Debug(\"not seen\")\nlog.Sugar().Warnw(\"careful\", \"k\", 1.5)\nfmt.Print(buf.String(), log.Sync(), \"\\n\")",
		"zap.NewProd", "NewProduction",
	},
	{
		"github.com/samber/lo", `"github.com/samber/lo"; "fmt"`, "",
		"fmt.Println(lo.Map([]int{1, 2, 3}, func(x int, i int) string { return fmt.Sprint(x * i) }), lo.Uniq([]string{\"a\", \"b\", \"a\"}))\nfmt.Println(lo.Filter([]int{1, 2, 3, 4}, func(x int, _ int) bool { return x%2 == 0 }), lo.Contains([]int{1, 2}, 2))\nfmt.Println(lo.Reduce([]int{1, 2, 3}, func(a int, x int, _ int) int { return a + x }, 0), lo.Chunk([]int{1, 2, 3}, 2))\nfmt.Println(lo.GroupBy([]int{1, 2, 3}, func(x int) int { return x % 2 }), lo.Ternary(true, \"a\", \"b\"), lo.SumBy([]string{\"a\", \"bb\"}, func(s string) int { return len(s) }))",
		"lo.Group", "GroupBy",
	},
	{
		"gonum.org/v1/gonum/stat", `"gonum.org/v1/gonum/stat"; "fmt"`, "",
		"x := []float64{1, 2, 3, 4, 5}\nfmt.Println(stat.Mean(x, nil), stat.Variance(x, nil), stat.Quantile(0.5, stat.Empirical, x, nil))\na, b := stat.LinearRegression(x, []float64{3, 5, 7, 9, 11}, nil, false)\nfmt.Println(a, b, stat.Correlation(x, x, nil))",
		"stat.Linear", "LinearRegression",
	},
	{
		"go.etcd.io/bbolt@v1.5.0", `bolt "go.etcd.io/bbolt"; "fmt"; "os"; "path/filepath"`, "",
		"dir, _ := os.MkdirTemp(\"\", \"bolt\")\ndb, err := bolt.Open(filepath.Join(dir, \"x.db\"), 0o600, nil)\nfmt.Println(err)\nerr = db.Update(func(tx *bolt.Tx) error {\n\tb, err := tx.CreateBucketIfNotExists([]byte(\"b\"))\n\tif err != nil {\n\t\treturn err\n\t}\n\treturn b.Put([]byte(\"k\"), []byte(\"v\"))\n})\nfmt.Println(err)\nerr = db.View(func(tx *bolt.Tx) error {\n\tfmt.Println(string(tx.Bucket([]byte(\"b\")).Get([]byte(\"k\"))))\n\treturn nil\n})\nfmt.Println(err, db.Close(), os.RemoveAll(dir))",
		"bolt.Op", "Open",
	},
	{
		"github.com/shopspring/decimal", `"github.com/shopspring/decimal"; "fmt"`, "",
		"a := decimal.RequireFromString(\"0.1\")\nb := decimal.NewFromFloat(0.2)\nfmt.Println(a.Add(b), a.Mul(b), a.Cmp(b), decimal.Sum(a, b, a).StringFixed(3), a.Add(b).Equal(decimal.RequireFromString(\"0.3\")))",
		"decimal.NewFromS", "NewFromString",
	},
	{
		"gopkg.in/yaml.v3", `"gopkg.in/yaml.v3"; "fmt"`, "",
		"var m map[string]any\nfmt.Println(yaml.Unmarshal([]byte(\"a: 1\\nb: [x, y]\\n\"), &m), m[\"a\"], m[\"b\"])\nout, err := yaml.Marshal(map[string]int{\"z\": 1, \"y\": 2})\nfmt.Println(string(out), err)\nvar n yaml.Node\nfmt.Println(yaml.Unmarshal([]byte(\"- 1\"), &n), n.Kind == yaml.DocumentNode, n.Content[0].Tag)",
		"yaml.Unm", "Unmarshal",
	},
	{
		"github.com/pkg/errors", `"github.com/pkg/errors"; "fmt"; "io"`, "",
		"err := errors.Wrap(io.EOF, \"reading\")\nfmt.Println(err, errors.Cause(err) == io.EOF, errors.Is(err, io.EOF))\nfmt.Println(errors.WithMessagef(err, \"try %d\", 2), errors.Unwrap(errors.WithStack(io.EOF)) == io.EOF)",
		"errors.Wrapf", "Wrapf",
	},
	{
		"go.uber.org/multierr@v1.11.0", `"go.uber.org/multierr"; "fmt"; "errors"; "io"`, "",
		"var all error\nall = multierr.Append(all, io.EOF)\nall = multierr.Append(all, errors.New(\"x\"))\nfmt.Println(all, len(multierr.Errors(all)), errors.Is(all, io.EOF))",
		"multierr.Comb", "Combine",
	},
	{
		"github.com/cespare/xxhash/v2", `"github.com/cespare/xxhash/v2"; "fmt"; "io"`, "",
		"h := xxhash.New()\n_, err := io.WriteString(h, \"hello\")\nfmt.Println(h.Sum64() == xxhash.Sum64String(\"hello\"), h.Size(), xxhash.Sum64(nil), err)",
		"xxhash.Sum64S", "Sum64String",
	},
	{
		"github.com/gorilla/mux", `"github.com/gorilla/mux"; "fmt"; "net/http"; "net/http/httptest"`, "",
		"r := mux.NewRouter()\nr.HandleFunc(\"/hi/{name}\", func(w http.ResponseWriter, q *http.Request) { fmt.Fprint(w, \"hi \", mux.Vars(q)[\"name\"]) }).Methods(\"GET\")\nrec := httptest.NewRecorder()\nr.ServeHTTP(rec, httptest.NewRequest(\"GET\", \"/hi/ann\", nil))\nfmt.Println(rec.Code, rec.Body.String())",
		"mux.NewR", "NewRouter",
	},
	{
		"github.com/Masterminds/semver/v3", `"github.com/Masterminds/semver/v3"; "fmt"; "sort"`, "",
		"c, err := semver.NewConstraint(\">= 1.2, < 2\")\nv := semver.MustParse(\"1.5.0-beta.1+x\")\nfmt.Println(err, c.Check(semver.MustParse(\"1.5.0\")), v.Prerelease(), v.IncMinor())\nvs := []*semver.Version{semver.MustParse(\"2.0\"), semver.MustParse(\"1.0\")}\nsort.Sort(semver.Collection(vs))\nfmt.Println(vs)",
		"semver.NewC", "NewConstraint",
	},
	{
		"golang.org/x/text@v0.15.0", `"golang.org/x/text/cases"; "golang.org/x/text/language"; "golang.org/x/text/unicode/norm"; "fmt"`, "",
		"fmt.Println(cases.Title(language.English).String(\"hello world\"), norm.NFC.String(\"e\\u0301\") == \"\\u00e9\", language.MustParse(\"de-CH\"))",
		"cases.Ti", "Title",
	},
	{
		"github.com/hashicorp/golang-lru", `lru "github.com/hashicorp/golang-lru"; "fmt"`, "",
		"evicted := []any{}\nc, err := lru.NewWithEvict(2, func(k, v interface{}) { evicted = append(evicted, k) })\nfor i := range 4 {\n\tc.Add(i, i*i)\n}\nv, ok := c.Get(3)\nfmt.Println(err, v, ok, c.Keys(), evicted)",
		"lru.NewW", "NewWithEvict",
	},
	{
		"github.com/sirupsen/logrus", `"github.com/sirupsen/logrus"; "os"`,
		"type hook struct{}\n\nfunc (hook) Levels() []logrus.Level { return logrus.AllLevels }\n\nfunc (hook) Fire(e *logrus.Entry) error {\n\te.Data[\"hook\"] = e.Message\n\treturn nil\n}",
		"l := logrus.New()\nl.SetOutput(os.Stdout)\nl.SetFormatter(&logrus.JSONFormatter{DisableTimestamp: true})\nl.WithFields(logrus.Fields{\"a\": 1}).Warn(\"careful\")\nl.AddHook(hook{})\nl.Info(\"hooked\")",
		"logrus.WithF", "WithFields",
	},
}

// Well-known modules, as a cell uses them, against the same program under go run. The
// proxy is the user's.
func TestCorpusModules(t *testing.T) {
	if out, err := exec.Command("go", "list", "-m", "golang.org/x/time@v0.9.0").CombinedOutput(); err != nil {
		t.Skipf("no module proxy can be reached: %s", out)
	}
	for _, m := range wellKnown {
		t.Run(strings.ReplaceAll(m.query, "/", "|"), func(t *testing.T) {
			want := programPrints(t, m.query, fmt.Sprintf("package main\n\nimport (%s)\n\n%s\n\nfunc main() {\n%s\n}\n", m.imports, m.decls, m.body))
			l := newModuleLab(t)
			if _, failure := l.run("%get " + m.query); failure != "" {
				t.Fatal(failure)
			}
			l.want("import ("+m.imports+")\n"+m.decls+"\n"+m.body, want)
			l.completes(m.typed, m.word)
			if !t.Failed() {
				t.Logf("%-36s %d lines as compiled, %s completes to %s", m.query, strings.Count(want, "\n"), m.typed, m.word)
			}
		})
	}
}

// programPrints is what a program prints under go run, with the module of a query.
func programPrints(t *testing.T, query, text string) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range map[string]string{"go.mod": "module compiled\n\ngo 1.26\n", "main.go": text} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"get", query}, {"run", "-mod=mod", "."}} {
		cmd := exec.Command("go", args...)
		cmd.Dir = dir
		var said strings.Builder
		cmd.Stderr = &said
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, said.String())
		}
		if args[0] == "run" {
			return string(out)
		}
	}
	return ""
}
