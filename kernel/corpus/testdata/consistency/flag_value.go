package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"
)

type listFlag []string

func (l *listFlag) String() string     { return strings.Join(*l, ",") }
func (l *listFlag) Set(s string) error { *l = append(*l, s); return nil }

type enum string

func (e *enum) String() string { return string(*e) }
func (e *enum) Set(s string) error {
	if s != "a" && s != "b" {
		return errors.New("must be a or b")
	}
	*e = enum(s)
	return nil
}

type verbose bool

func (v *verbose) String() string     { return fmt.Sprint(bool(*v)) }
func (v *verbose) Set(s string) error { *v = s == "true"; return nil }
func (v *verbose) IsBoolFlag() bool   { return true }

func parse(args ...string) {
	fs := flag.NewFlagSet("t", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	var l listFlag
	e := enum("a")
	var v verbose
	fs.Var(&l, "l", "list")
	fs.Var(&e, "e", "enum")
	fs.Var(&v, "v", "verbose")
	n := fs.Int("n", 5, "number")
	d := fs.Duration("d", time.Second, "duration")
	var got []string
	fs.Func("f", "func", func(s string) error { got = append(got, s); return nil })
	err := fs.Parse(args)
	fmt.Println(l, len(l), e, v, *n, *d, got, fs.Args(), err)
	fs.Visit(func(f *flag.Flag) { fmt.Print(f.Name, "=", f.Value, " ") })
	fmt.Println()
}

func main() {
	parse()
	parse("-l", "x", "-l=y", "-e", "b", "-v", "-n", "7", "-d=1m30s", "-f", "q", "rest", "-n")
	parse("-e", "c")
	parse("-n", "zz")
	parse("-unknown")
	parse("-v=false", "--", "-l")
	parse("-h")
}
