package main

import (
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"time"
)

// Functional options, builders with method chains, decorators of interfaces, registries,
// constructors that return interfaces, plug-in tables.

type Logger interface{ Printf(string, ...any) }
type LoggerFunc func(string, ...any)

func (f LoggerFunc) Printf(format string, a ...any) { f(format, a...) }

type Server struct {
	addr    string
	timeout time.Duration
	logger  Logger
	mw      []Middleware
	limits  struct{ conns, body int }
}

type Option interface{ apply(*Server) error }
type optionFunc func(*Server) error

func (f optionFunc) apply(s *Server) error { return f(s) }

func Addr(a string) Option {
	return optionFunc(func(s *Server) error {
		if !strings.Contains(a, ":") {
			return fmt.Errorf("addr %q: no port", a)
		}
		s.addr = a
		return nil
	})
}

type Timeout time.Duration

func (t Timeout) apply(s *Server) error {
	if t < 0 {
		return errors.New("negative timeout")
	}
	s.timeout = time.Duration(t)
	return nil
}

func With(l Logger) Option { return optionFunc(func(s *Server) error { s.logger = l; return nil }) }

type group []Option

func (g group) apply(s *Server) (err error) {
	for _, o := range g {
		err = errors.Join(err, o.apply(s))
	}
	return err
}

func NewServer(opts ...Option) (*Server, error) {
	s := &Server{addr: ":80", logger: LoggerFunc(func(string, ...any) {})}
	s.limits.conns, s.limits.body = 10, 1<<10
	if err := group(opts).apply(s); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	return s, nil
}

type Handler interface {
	Serve(req string) (string, error)
}
type HandlerFunc func(string) (string, error)

func (f HandlerFunc) Serve(r string) (string, error) { return f(r) }

type Middleware func(Handler) Handler

func (s *Server) Use(mw ...Middleware) *Server { s.mw = append(s.mw, mw...); return s }
func (s *Server) Handle(h Handler, req string) (string, error) {
	for i := len(s.mw) - 1; i >= 0; i-- {
		h = s.mw[i](h)
	}
	return h.Serve(req)
}

func Logging(l Logger) Middleware {
	return func(next Handler) Handler {
		return HandlerFunc(func(r string) (out string, err error) {
			defer func() { l.Printf("%s -> %q, %v", r, out, err) }()
			return next.Serve(r)
		})
	}
}

func Recover(next Handler) Handler {
	return HandlerFunc(func(r string) (out string, err error) {
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("recovered: %v", p)
			}
		}()
		return next.Serve(r)
	})
}

type retrying struct {
	Handler
	times int
	last  *error
}

func (t retrying) Serve(r string) (out string, err error) {
	for i := range t.times {
		if out, err = t.Handler.Serve(r); err == nil {
			return out, nil
		}
		*t.last = fmt.Errorf("attempt %d: %w", i+1, err)
	}
	return "", *t.last
}

type Query struct {
	table  string
	fields []string
	where  []string
	args   []any
	limit  *int
}

func From(table string) *Query             { return &Query{table: table} }
func (q *Query) Select(f ...string) *Query { q.fields = append(q.fields, f...); return q }
func (q *Query) Limit(n int) *Query        { q.limit = &n; return q }
func (q *Query) Clone() *Query             { c := *q; c.where = append([]string(nil), q.where...); return &c }
func (q *Query) Where(c string, a ...any) *Query {
	q.where, q.args = append(q.where, c), append(q.args, a...)
	return q
}
func (q Query) String() string {
	var b strings.Builder
	fields := "*"
	if len(q.fields) > 0 {
		fields = strings.Join(q.fields, ", ")
	}
	fmt.Fprintf(&b, "SELECT %s FROM %s", fields, q.table)
	for i, w := range q.where {
		b.WriteString([...]string{" WHERE ", " AND "}[min(i, 1)] + w)
	}
	if q.limit != nil {
		fmt.Fprint(&b, " LIMIT ", *q.limit)
	}
	return b.String()
}

var codecs = map[string]func(io.Writer) io.Writer{}

func register(name string, f func(io.Writer) io.Writer) {
	if _, dup := codecs[name]; dup {
		panic("codec " + name + " twice")
	}
	codecs[name] = f
}

type wfunc func([]byte) (int, error)

func (f wfunc) Write(p []byte) (int, error) { return f(p) }

func init() {
	register("upper", func(w io.Writer) io.Writer {
		return wfunc(func(p []byte) (int, error) {
			_, err := io.WriteString(w, strings.ToUpper(string(p)))
			return len(p), err
		})
	})
	register("rev", func(w io.Writer) io.Writer {
		return wfunc(func(p []byte) (int, error) {
			r := []rune(string(p))
			for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
				r[i], r[j] = r[j], r[i]
			}
			_, err := w.Write([]byte(string(r)))
			return len(p), err
		})
	})
}

func main() {
	s, err := NewServer()
	fmt.Println(s.addr, s.timeout, s.limits, err)
	_, err = NewServer(Addr("x"), Timeout(-1), Addr(":8080"))
	fmt.Println(err)
	var lines []string
	logger := LoggerFunc(func(f string, a ...any) { lines = append(lines, fmt.Sprintf(f, a...)) })
	s, err = NewServer(Addr("h:1"), group{Timeout(time.Second), With(logger)})
	fmt.Println(s.addr, s.timeout, err)
	calls := 0
	var last error
	h := HandlerFunc(func(r string) (string, error) {
		calls++
		switch {
		case r == "boom":
			panic(errors.ErrUnsupported)
		case r == "flaky" && calls%3 != 0:
			return "", io.ErrUnexpectedEOF
		}
		return strings.Repeat(r, 2), nil
	})
	s.Use(Logging(s.logger), Recover).Use(func(n Handler) Handler { return retrying{n, 3, &last} })
	for _, r := range []string{"ab", "boom", "flaky"} {
		calls = 0
		out, err := s.Handle(h, r)
		fmt.Println(out, err, calls, last)
	}
	fmt.Println(strings.Join(lines, "\n"))
	q := From("users").Where("age > ?", 18)
	q2 := q.Clone().Select("id", "name").Where("city = ?", "Bern").Limit(5)
	fmt.Println(q, q2, q2.args, q.args)
	fmt.Printf("%s|%v|%d\n", q, *q2, *q2.limit)
	w := codecs["rev"](codecs["upper"](os.Stdout))
	fmt.Fprintf(w, "\n%s", "desserts")
	log.New(w, "", 0).Print("live")
	fmt.Println()
	defer func() { fmt.Println(recover()) }()
	register("rev", nil)
}
