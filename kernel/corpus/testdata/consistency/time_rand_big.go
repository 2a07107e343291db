package main

import (
	"fmt"
	"math"
	"math/big"
	"math/rand"
	r2 "math/rand/v2"
	"time"
	"encoding/xml"
	"text/template"
	"os"
	"strings"
)

type Month int

func main() {
	t := time.Date(2009, time.November, 17, 20, 34, 58, 651387237, time.UTC)
	fmt.Println(t, t.Year(), t.Month(), t.Day(), t.Weekday(), t.YearDay(), t.Unix(), t.UnixMilli(), t.Nanosecond(), t.Location())
	fmt.Println(t.Format(time.RFC3339), t.Format(time.RFC3339Nano), t.Format("3:04PM Mon Jan _2 2006"), t.Format("2006-01-02T15:04:05.000000-07:00"), t.Format(time.Kitchen), t.Format("02/01/06 .999"))
	u, err := time.Parse("2006-01-02 15:04", "2024-02-30 10:00")
	fmt.Println(u, err)
	u, err = time.Parse(time.RFC3339, "2012-11-01T22:08:41+02:00")
	fmt.Println(u, err, u.UTC(), u.Equal(u.UTC()), u == u.UTC())
	d := t.Sub(time.Date(2009, 1, 1, 0, 0, 0, 0, time.UTC))
	fmt.Println(d, d.Hours() > 7000, d.Truncate(time.Hour), d.Round(24*time.Hour), t.Add(-d), t.Before(u), t.After(u), t.Compare(u))
	fmt.Println(t.AddDate(0, 3, 15), t.Truncate(time.Hour), t.IsZero(), time.Time{}, time.Time{}.IsZero())
	dd, err := time.ParseDuration("1h15m30.918s")
	fmt.Println(dd, err, dd.Seconds(), dd.Milliseconds(), time.Duration(1234567), time.Duration(0), -time.Minute)
	fmt.Printf("%v %d %s %T %+v\n", time.March, time.March, time.Saturday, time.March, []time.Duration{1, 1e3, 1e6, 1e9})
	loc := time.FixedZone("X", 3600)
	fmt.Println(t.In(loc), time.Unix(0, 0).UTC(), time.UnixMilli(1e12).UTC())
	y, w := t.ISOWeek()
	fmt.Println(y, w)
	b, _ := t.MarshalJSON()
	fmt.Println(string(b))
	r := rand.New(rand.NewSource(42))
	fmt.Println(r.Intn(100), r.Intn(100), r.Float64(), r.Perm(5))
	p := r2.New(r2.NewPCG(42, 1024))
	fmt.Println(p.IntN(100), p.IntN(100), p.Float64(), p.Perm(4))
	s := []string{"a", "b", "c", "d"}
	p.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
	fmt.Println(s, r2.N(time.Second) < time.Second, r2.N(Month(12)) < 12)
	fmt.Println(math.Sqrt(2), math.Pow(2, 10), math.Floor(-1.5), math.Ceil(1.2), math.Round(2.5), math.RoundToEven(2.5), math.Trunc(-1.9), math.Mod(7, 3), math.Hypot(3, 4), math.Inf(1), -math.Inf(1), math.NaN(), math.Cbrt(27), math.Log2(8), math.MaxInt8)
	a := new(big.Int)
	a.SetString("123456789012345678901234567890", 10)
	f := new(big.Int).MulRange(1, 25)
	fmt.Println(a.Mul(a, big.NewInt(2)), f, f.Cmp(a), new(big.Int).Exp(big.NewInt(2), big.NewInt(100), nil), big.NewRat(3, 6), new(big.Float).SetFloat64(1.5))
	x, err := xml.MarshalIndent(map[string]int(nil), "", " ")
	fmt.Println(string(x), err)
	tm := template.Must(template.New("t").Funcs(template.FuncMap{"up": strings.ToUpper, "add": func(a, b int) int { return a + b }}).Parse(`{{define "item"}}[{{.}}]{{end}}{{range $i, $e := .items}}{{if $i}}, {{end}}{{template "item" $e | up}}{{add $i 1}}{{else}}none{{end}} {{with .m}}{{.k}}{{end}} {{printf "%05.1f" .f}} {{len .items}} {{index .m "k"}} {{eq .f 2.5}} {{.s | printf "%q"}}
`))
	err = tm.Execute(os.Stdout, map[string]any{"items": []string{"a", "b"}, "m": map[string]int{"k": 3}, "f": 2.5, "s": "q"})
	fmt.Println(err)
	err = tm.Execute(os.Stdout, map[string]any{"items": []string{}})
	fmt.Println()
	fmt.Println(err)
	_, err = template.New("bad").Parse("{{.x")
	fmt.Println(err)
}
