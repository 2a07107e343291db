package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
)

// secret must never be printed.
type secret string

func (secret) LogValue() slog.Value { return slog.StringValue("***") }

// user logs as a group.
type user struct {
	Name     string
	password secret
}

func (u *user) LogValue() slog.Value {
	return slog.GroupValue(slog.String("name", u.Name), slog.Any("password", u.password))
}

// failure is an error without anything else.
type failure struct{ Code int }

func (f failure) Error() string { return fmt.Sprintf("failed with %d", f.Code) }

// spoken is an error that has a text form of its own.
type spoken struct{ word string }

func (s *spoken) Error() string                { return "said " + s.word }
func (s *spoken) MarshalText() ([]byte, error) { return []byte("<" + s.word + ">"), nil }

// coded is an error that says how it is written as JSON.
type coded int

func (c coded) Error() string                { return "coded" }
func (c coded) MarshalJSON() ([]byte, error) { return fmt.Appendf(nil, `{"code":%d}`, int(c)), nil }

// point has no methods, level only a String.
type point struct{ X, Y int }

type level int

func (l level) String() string { return [...]string{"low", "high"}[l] }

// counting is a handler of the cell's own.
type counting struct {
	slog.Handler
	seen []string
}

func (c *counting) Handle(ctx context.Context, r slog.Record) error {
	r.Attrs(func(a slog.Attr) bool {
		switch v := a.Value.Any().(type) {
		case secret:
			c.seen = append(c.seen, "secret "+string(v))
		case failure:
			c.seen = append(c.seen, fmt.Sprint("failure ", v.Code))
		case error:
			var f failure
			c.seen = append(c.seen, fmt.Sprint("error ", v, errors.As(v, &f), errors.Is(v, failure{7})))
		case *user:
			c.seen = append(c.seen, "user "+v.Name)
		default:
			c.seen = append(c.seen, fmt.Sprintf("%T %v", v, v))
		}
		return true
	})
	return c.Handler.Handle(ctx, r)
}

func main() {
	plain := &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}
	values := []any{
		"secret", secret("x"), "user", &user{"ann", "y"}, "err", failure{3}, "wrapped", fmt.Errorf("in: %w", failure{7}),
		"spoken", &spoken{"hi"}, "coded", coded(4), "point", point{1, 2}, "level", level(1), "nothing", nil,
	}
	for _, h := range []slog.Handler{slog.NewTextHandler(os.Stdout, plain), slog.NewJSONHandler(os.Stdout, plain)} {
		log := slog.New(h)
		log.Info("spread", values...)
		log.Warn("each", "secret", secret("x"), "err", failure{3}, "ptr", &failure{5}, slog.Any("spoken", &spoken{"hi"}))
		log.With("who", &user{"bob", "z"}).WithGroup("g").Error("with", slog.Any("secret", secret("x")), "joined", errors.Join(failure{1}, failure{2}))
		log.LogAttrs(context.Background(), slog.LevelInfo, "attrs", slog.Any("secret", secret("x")), slog.Group("in", "err", failure{8}, "level", level(0)))
		own := &counting{Handler: h}
		slog.New(own).Info("own", values...)
		fmt.Printf("%q\n", own.seen)
	}
	fmt.Println(slog.AnyValue(secret("x")).Resolve(), slog.AnyValue(&user{"eve", "w"}).Resolve())
}
