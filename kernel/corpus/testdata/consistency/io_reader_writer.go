package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
)

type rot13 struct{ r io.Reader }

func (r rot13) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	for i, c := range p[:n] {
		switch {
		case c >= 'a' && c <= 'z':
			p[i] = 'a' + (c-'a'+13)%26
		case c >= 'A' && c <= 'Z':
			p[i] = 'A' + (c-'A'+13)%26
		}
	}
	return n, err
}

type countWriter struct {
	n   int
	buf strings.Builder
}

func (c *countWriter) Write(p []byte) (int, error) {
	c.n += len(p)
	return c.buf.Write(p)
}

type limited struct{ left int }

var errFull = errors.New("full")

func (l *limited) Write(p []byte) (int, error) {
	if len(p) > l.left {
		n := l.left
		l.left = 0
		return n, errFull
	}
	l.left -= len(p)
	return len(p), nil
}

type zeros int

func (z *zeros) Read(p []byte) (int, error) {
	if *z == 0 {
		return 0, io.EOF
	}
	n := min(len(p), int(*z))
	clear(p[:n])
	*z -= zeros(n)
	return n, nil
}

type rc struct {
	io.Reader
	closed *bool
}

func (r rc) Close() error { *r.closed = true; return nil }

func main() {
	b, err := io.ReadAll(rot13{strings.NewReader("Uryyb, Jbeyq!")})
	fmt.Println(string(b), err)
	w := &countWriter{}
	fmt.Fprintf(w, "%d-%s", 42, "x")
	io.WriteString(w, "!!")
	n, err := io.Copy(w, rot13{strings.NewReader("nop")})
	fmt.Println(w.n, w.buf.String(), n, err)
	_, err = fmt.Fprint(&limited{3}, "hello")
	fmt.Println(err, errors.Is(err, errFull))
	z := zeros(5000)
	n, err = io.Copy(io.Discard, &z)
	fmt.Println(n, err, z)
	sc := bufio.NewScanner(rot13{strings.NewReader("bar gjb\nguerr")})
	for sc.Scan() {
		fmt.Printf("%q\n", sc.Text())
	}
	bw := bufio.NewWriter(w)
	fmt.Fprintln(bw, "buffered")
	before := w.n
	bw.Flush()
	fmt.Println(w.n - before)
	mw := io.MultiWriter(w, &limited{100})
	fmt.Fprint(mw, "multi")
	tr := io.TeeReader(strings.NewReader("tee"), w)
	io.ReadAll(tr)
	fmt.Println(strings.HasSuffix(w.buf.String(), "multitee"))
	closed := false
	var r io.ReadCloser = rc{strings.NewReader("abc"), &closed}
	io.ReadAll(r)
	r.Close()
	fmt.Println(closed)
	pr, pw := io.Pipe()
	go func() {
		fmt.Fprint(pw, "through pipe")
		pw.CloseWithError(errFull)
	}()
	b, err = io.ReadAll(pr)
	fmt.Println(string(b), err)
	var buf bytes.Buffer
	tw := tabwriter.NewWriter(&buf, 0, 8, 1, '.', 0)
	fmt.Fprintln(tw, "a\tbbb\tc")
	fmt.Fprintln(tw, "aaaa\tb\tc")
	tw.Flush()
	fmt.Fprint(os.Stdout, buf.String())
	lr := io.LimitReader(rot13{strings.NewReader("abcdef")}, 3)
	b, _ = io.ReadAll(lr)
	fmt.Println(string(b))
	var x any = w
	_, isW := x.(io.Writer)
	_, isR := x.(io.Reader)
	fmt.Println(isW, isR)
}
