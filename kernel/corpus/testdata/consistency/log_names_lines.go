package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"path/filepath"
)

type words string

type service struct{ log *log.Logger }

func (s service) serve() error {
	s.log.Print("from a method ", words("a"), words("b"), 1, 2)
	return s.log.Output(1, "output")
}

// handler wraps another, as middleware does.
type handler struct{ slog.Handler }

func (h handler) Handle(ctx context.Context, r slog.Record) error {
	s := r.Source()
	r.AddAttrs(slog.String("at", fmt.Sprint(s.Function, " ", filepath.Base(s.File), ":", s.Line)))
	return h.Handler.Handle(ctx, r)
}

func bare(groups []string, a slog.Attr) slog.Attr {
	switch s, _ := a.Value.Any().(*slog.Source); {
	case len(groups) == 0 && a.Key == slog.TimeKey:
		return slog.Attr{}
	case s != nil:
		return slog.String("source", fmt.Sprint(s.Function, " ", filepath.Base(s.File), ":", s.Line))
	}
	return a
}

func main() {
	log.SetOutput(os.Stdout)
	log.SetFlags(log.Lshortfile)
	log.Println("hello", 1)
	log.Printf("%d of %v\n", 3, words("w"))
	log.Print("a", "b", 1, 2, words("c"), words("d"))
	log.SetPrefix("prefix: ")
	log.Print("with a prefix")
	log.SetFlags(log.Lshortfile | log.Lmsgprefix)
	log.Print("before the message")
	fmt.Println(log.Prefix(), log.Flags() == log.Lshortfile|log.Lmsgprefix)
	log.SetPrefix("")
	log.Print(
		"over several",
		" lines",
	)
	slog.Info("the default handler", "k", 1)
	slog.With("a", 2).WithGroup("g").Warn("in a group", "b", words("x"))
	log.SetFlags(0)
	log.Print("no place")
	slog.Info("no place", "k", 1)

	var b bytes.Buffer
	l := log.New(&b, "", log.Lshortfile)
	fmt.Println(service{l}.serve())
	func() { l.Println("in a literal") }()
	for i := range 2 {
		defer l.Printf("deferred %d", i)
	}
	l.SetOutput(io.MultiWriter(&b, os.Stdout))
	l.Print("twice")
	l.SetOutput(io.Discard)
	l.Print("never")
	l.SetOutput(&b)

	for _, h := range []slog.Handler{
		slog.NewTextHandler(&b, &slog.HandlerOptions{AddSource: true, ReplaceAttr: bare}),
		slog.NewJSONHandler(&b, &slog.HandlerOptions{AddSource: true, ReplaceAttr: bare, Level: slog.LevelDebug}),
		handler{slog.NewTextHandler(&b, &slog.HandlerOptions{ReplaceAttr: bare})},
	} {
		s := slog.New(h)
		s.Debug("debug", "k", 1)
		s.Info("info", "err", errors.New("bad"))
		s.With("a", 1).WithGroup("g").Warn("warn", "b", words("y"))
		s.ErrorContext(context.Background(), "error")
		s.Log(context.Background(), slog.LevelWarn+1, "log", "n", 1)
		s.LogAttrs(context.Background(), slog.LevelInfo, "attrs", slog.Int("n", 2), slog.Any("w", words("z")))
		func() { s.Info("in a literal") }()
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(&b, &slog.HandlerOptions{AddSource: true, ReplaceAttr: bare})))
	slog.Error("by the new default", "k", 1)
	slog.InfoContext(context.Background(), "with a context")
	log.Print("log goes there too")

	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		l.Panicf("panic %d", 1)
	}()
	defer func() {
		fmt.Print(&b)
		log.New(os.Stdout, "", log.Lshortfile).Fatalln("the end")
	}()
}
