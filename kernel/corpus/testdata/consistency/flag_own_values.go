package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"time"
)

type list []string

func (l *list) String() string     { return strings.Join(*l, ",") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

type level int

func (l level) String() string { return [...]string{"low", "mid", "high"}[l] }
func (l *level) Set(s string) error {
	for i, n := range []string{"low", "mid", "high"} {
		if n == s {
			*l = level(i)
			return nil
		}
	}
	return fmt.Errorf("no level %q", s)
}

type boolish bool

func (b *boolish) String() string     { return fmt.Sprint(bool(*b)) }
func (b *boolish) Set(s string) error { *b = s == "true"; return nil }
func (b *boolish) IsBoolFlag() bool   { return true }

func main() {
	var l list
	lv, lv0 := level(1), level(0)
	var b, b1 boolish
	b1 = true
	fs := flag.NewFlagSet("prog", flag.ContinueOnError)
	fs.SetOutput(os.Stdout)
	fs.Var(&l, "l", "a `list` of names")
	fs.Var(&lv, "level", "the level")
	fs.Var(&lv0, "level0", "the level")
	fs.Var(&b, "b", "boolish")
	fs.Var(&b1, "b1", "boolish one")
	d := fs.Duration("d", time.Second, "duration")
	fmt.Println(fs.Parse([]string{"-l", "a", "-b", "-l=b", "-level", "high", "-d", "3s", "--", "-x"}), l, lv, b, b1, *d, fs.Args())
	fmt.Println(fs.Parse([]string{"-level", "huge"}))
	fmt.Println(fs.Parse([]string{"-h"}))
	fs.Visit(func(f *flag.Flag) { fmt.Println(f.Name, f.Value, f.DefValue) })
	fmt.Println(fs.Lookup("l").Value.String(), fs.Set("l", "z"), l)
}
