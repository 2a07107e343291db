package main

import (
	"errors"
	"fmt"
	"sort"
	"strings"
)

type cmd interface {
	Run(args []string) (string, error)
}
type echo struct{ up bool }
type fail string
type fnCmd func([]string) string

func (e echo) Run(a []string) (string, error) {
	s := strings.Join(a, " ")
	if e.up {
		s = strings.ToUpper(s)
	}
	return s, nil
}
func (f fail) Run([]string) (string, error)    { return "", errors.New(string(f)) }
func (f fnCmd) Run(a []string) (string, error) { return f(a), nil }
func (f fail) Error() string                   { return "fail itself: " + string(f) }

type result struct {
	cmd
	out string
	err error
}

func main() {
	cmds := map[string]cmd{
		"echo":  echo{},
		"shout": &echo{true},
		"fail":  fail("nope"),
		"count": fnCmd(func(a []string) string { return fmt.Sprint(len(a)) }),
	}
	names := make([]string, 0)
	for n := range cmds {
		names = append(names, n)
	}
	sort.Strings(names)
	out := make(chan result, len(cmds))
	for _, n := range names {
		c := cmds[n]
		go func() {
			s, err := c.Run([]string{"a", "b"})
			out <- result{c, s, err}
		}()
	}
	got := map[string]bool{}
	for range names {
		r := <-out
		k := r.out
		if r.err != nil {
			k = "err " + r.err.Error()
		}
		switch c := r.cmd.(type) {
		case fail:
			k += " " + c.Error()
		case error:
			k += " unreachable"
		case *echo:
			k += fmt.Sprint(" ", c.up)
		}
		got[k] = true
	}
	fmt.Println(got)
	keys := map[cmd]int{echo{}: 1, echo{true}: 2, fail("x"): 3}
	fmt.Println(keys[echo{}], keys[echo{true}], keys[fail("x")], keys[cmds["shout"]])
	func() {
		defer func() { fmt.Println(recover()) }()
		keys[cmds["count"]] = 1
	}()
	var errs []error
	errs = append(errs, fail("as error"), nil)
	fmt.Println(errs[0], errs[1] == nil, errors.Join(errs...))
}
