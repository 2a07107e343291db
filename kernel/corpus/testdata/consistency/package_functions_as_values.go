package main

import (
	"bytes"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"os"
	"path"
	"strings"
	"time"
)

type sink struct{ out func(string, ...any) (int, error) }

func (s sink) say(format string, a ...any) { s.out(format, a...) }

func pick(loud bool) func(string, ...any) string {
	if loud {
		return fmt.Sprintf
	}
	return func(format string, _ ...any) string { return format }
}

func twice(print func(...any) (int, error), x any) { print(x, x) }

type celsius float64

func (c celsius) String() string { return fmt.Sprintf("%.1f°C", float64(c)) }

type secret string

func (secret) LogValue() slog.Value { return slog.StringValue("***") }

var print = fmt.Println

func main() {
	line := fmt.Println
	line("one", 1, celsius(21))
	print("from a package variable")
	s := sink{fmt.Printf}
	s.say("%v and %d\n", celsius(3), 3)
	say := s.say
	say("%s\n", "a method value")
	fmt.Println(pick(true)("%d-%d", 1, 2), pick(false)("%d", 1))
	twice(fmt.Println, 3)
	for _, f := range []func(...any) (int, error){fmt.Println, fmt.Print} {
		f("q", "r")
	}
	fmt.Println()
	by := map[string]func(...any) string{"plain": fmt.Sprint, "line": fmt.Sprintln}
	fmt.Printf("%q %q %q\n", by["plain"]("a", 1, 2, "b"), by["line"]("c", 3), by["plain"]())
	c := make(chan func(...any) (int, error), 1)
	c <- fmt.Println
	(<-c)("through a channel")
	var x any = fmt.Println
	x.(func(...any) (int, error))("asserted")
	_, other := x.(func(...any))
	fmt.Printf("%T %t %T\n", x, other, path.Join)

	args := []any{"spread", 1, nil}
	line(args...)
	join := path.Join
	fmt.Println(join("a", "..", "b"), join(strings.Fields("x y z")...), join() == "")
	wrap, all := fmt.Errorf, errors.Join
	err := wrap("outer: %w", os.ErrNotExist)
	fmt.Println(err, errors.Is(all(err, nil), os.ErrNotExist), all() == nil)

	var b bytes.Buffer
	fprint := fmt.Fprintf
	fprint(&b, "[%v]", celsius(1))
	logger := log.New(&b, "> ", 0)
	logf := logger.Printf
	logf("%v", celsius(2))
	logln := (*log.Logger).Println
	logln(logger, "an expression", celsius(4))
	text := slog.New(slog.NewTextHandler(&b, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}))
	info := text.Info
	info("hello", "who", secret("me"))
	fmt.Print(&b)

	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	std := log.Println
	std("standard", celsius(5))

	sleep, after := time.Sleep, time.AfterFunc
	done := make(chan string)
	after(time.Millisecond, func() { sleep(time.Millisecond); done <- "later" })
	fmt.Println(<-done)
	defer line("deferred", 1)
	finished := make(chan bool)
	go func() { defer close(finished); line("in a goroutine") }()
	<-finished
	defer func(f func(...any) (int, error)) { f("last") }(fmt.Println)
}
