// dev runs cells of files (separated by lines "----") through the pipeline, in process.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"schedtick/kernel/cell"
	"schedtick/kernel/display"
	"schedtick/kernel/engine"
	"schedtick/kernel/lower"
	"schedtick/kernel/rt"
	"schedtick/kernel/session"
)

func main() {
	dump := flag.Bool("dump", false, "print lowered text")
	tm := flag.Bool("time", false, "print times")
	flag.Parse()
	rt.SetOutput(os.Stdout, nil)
	display.SetSink(func(m display.Message) { fmt.Printf("=> %v\n", m.Data["text/plain"]) })
	e, err := engine.New()
	if err != nil {
		panic(err)
	}
	s := session.New()
	l := lower.New()
	for _, name := range flag.Args() {
		b, _ := os.ReadFile(name)
		for i, src := range strings.Split(string(b), "\n----\n") {
			id := i + 1
			t0 := time.Now()
			c, err := cell.Parse(id, fmt.Sprintf("cell[%d]", id), src)
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(4)
			}
			t1 := time.Now()
			u, err := s.Check(c)
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(5)
			}
			t2 := time.Now()
			p, err := l.Lower(u)
			t3 := time.Now()
			if err != nil {
				fmt.Fprintln(os.Stderr, "LOWER:", err)
				if errors.As(err, new(lower.Refusals)) {
					os.Exit(3)
				}
				os.Exit(6)
			}
			if *dump {
				fmt.Println(p.Decls)
			}
			f, err := e.Load(p)
			t4 := time.Now()
			if err != nil {
				fmt.Fprintln(os.Stderr, "LOAD:", err)
				os.Exit(7)
			}
			if f != nil {
				c := rt.NewCell(id, p.Name)
				o := c.Run(f)
				rt.FlushOutput()
				if o.Kind != rt.OK {
					fmt.Fprintf(os.Stderr, "outcome %+v\n", o)
					if o.Kind == rt.Exited {
						os.Exit(o.ExitCode)
					}
					os.Exit(2)
				}
			}
			l.Commit(p)
			s.Commit(u)
			if *tm {
				fmt.Println("parse", t1.Sub(t0), "check", t2.Sub(t1), "lower", t3.Sub(t2), "load", t4.Sub(t3), "run", time.Since(t4))
			}
		}
	}
}
