package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing/fstest"
	"time"
)

// A file system that has all that package fs asks for.
type rich struct{ fstest.MapFS }

func (r rich) Open(name string) (fs.File, error) {
	fmt.Print("[Open ", name, "]")
	return r.MapFS.Open(name)
}

func (r rich) Glob(pattern string) ([]string, error) {
	fmt.Print("[Glob ", pattern, "]")
	return []string{"globbed"}, nil
}

func (r rich) Sub(dir string) (fs.FS, error) {
	fmt.Print("[Sub ", dir, "]")
	return plain{r.MapFS}, nil
}

func (r rich) ReadLink(name string) (string, error) {
	fmt.Print("[ReadLink ", name, "]")
	return "target", nil
}

func (r rich) Lstat(name string) (fs.FileInfo, error) {
	fmt.Print("[Lstat ", name, "]")
	return r.MapFS.Stat(name)
}

// plain has Open alone; it is seen what is made of that.
type plain struct{ files fstest.MapFS }

func (p plain) Open(name string) (fs.File, error) {
	fmt.Print("[Open ", name, "]")
	return p.files.Open(name)
}

// linked has one of the two methods of an fs.ReadLinkFS.
type linked struct{ plain }

func (l linked) ReadLink(name string) (string, error) { return "not asked for", nil }

func (l linked) ReadDir(name string) ([]fs.DirEntry, error) {
	fmt.Print("[ReadDir ", name, "]")
	return l.files.ReadDir(name)
}

func (l linked) Stat(name string) (fs.FileInfo, error) {
	fmt.Print("[Stat ", name, "]")
	return l.files.Stat(name)
}

func look(name string, f fs.FS) {
	fmt.Println("#", name)
	b, err := fs.ReadFile(f, "a/b.txt")
	fmt.Println(string(b), err)
	g, err := fs.Glob(f, "a/*.txt")
	fmt.Println(g, err)
	to, err := fs.ReadLink(f, "a")
	fmt.Println(to, err)
	i, err := fs.Lstat(f, "a")
	fmt.Println(i.Name(), err)
	i, err = fs.Stat(f, "a")
	fmt.Println(i.Name(), err)
	es, err := fs.ReadDir(f, "a")
	fmt.Println(len(es), err)
	s, err := fs.Sub(f, "a")
	fmt.Println(err)
	b, err = fs.ReadFile(s, "b.txt")
	fmt.Println(string(b), err)
	g, err = fs.Glob(s, "*.txt")
	fmt.Println(g, err)
	_, err = fs.ReadFile(f, "none")
	fmt.Println(err, errors.Is(err, fs.ErrNotExist))
	fmt.Println(fs.WalkDir(f, ".", func(path string, d fs.DirEntry, err error) error {
		fmt.Print(path, " ")
		return err
	}))
}

// The responses, by what they offer.
type bare struct{ http.ResponseWriter }

type wrapped struct{ http.ResponseWriter }

func (w wrapped) Unwrap() http.ResponseWriter { return w.ResponseWriter }

type able struct {
	http.ResponseWriter
	log *[]string
}

func (a able) say(s string) { *a.log = append(*a.log, s) }

func (a able) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	a.say("Hijack")
	return nil, nil, errors.New("not here")
}
func (a able) FlushError() error                  { a.say("FlushError"); return errors.New("no flush") }
func (a able) SetReadDeadline(t time.Time) error  { a.say("SetReadDeadline"); return nil }
func (a able) SetWriteDeadline(t time.Time) error { a.say("SetWriteDeadline"); return nil }
func (a able) EnableFullDuplex() error            { a.say("EnableFullDuplex"); return nil }
func (a able) WriteString(s string) (int, error)  { a.say("WriteString"); return len(s), nil }

func control(name string, w http.ResponseWriter) {
	c := http.NewResponseController(w)
	fmt.Println(name, "flush:", c.Flush())
	_, _, err := c.Hijack()
	fmt.Println(name, "hijack:", err, errors.Is(err, http.ErrNotSupported))
	fmt.Println(name, "deadlines:", c.SetReadDeadline(time.Time{}), c.SetWriteDeadline(time.Time{}))
	fmt.Println(name, "duplex:", c.EnableFullDuplex())
	io.WriteString(w, "text")
}

// A pipe's end, given to compiled code as a writer.
type end struct{ log []string }

func (e *end) Write(p []byte) (int, error) { e.log = append(e.log, "Write"); return len(p), nil }
func (e *end) WriteString(s string) (int, error) {
	e.log = append(e.log, "WriteString")
	return len(s), nil
}
func (e *end) Close() error { e.log = append(e.log, "Close"); return nil }

func main() {
	files := fstest.MapFS{"a/b.txt": {Data: []byte("text")}, "a/c.go": {Data: []byte("code")}}
	look("rich", rich{files})
	look("plain", plain{files})
	look("linked", linked{plain{files}})

	var log []string
	control("able", able{httptest.NewRecorder(), &log})
	fmt.Println(log)
	control("bare", bare{httptest.NewRecorder()})
	control("wrapped", wrapped{httptest.NewRecorder()})
	log = nil
	control("both", wrapped{able{httptest.NewRecorder(), &log}})
	fmt.Println(log)

	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, rw, err := http.NewResponseController(wrapped{w}).Hijack()
		if err != nil {
			fmt.Println(err)
			return
		}
		defer conn.Close()
		rw.WriteString("HTTP/1.0 200 OK\r\n\r\nhijacked")
		rw.Flush()
	}))
	defer server.Close()
	resp, err := http.Get(server.URL)
	if err != nil {
		fmt.Println(err)
		return
	}
	b, _ := io.ReadAll(resp.Body)
	resp.Body.Close()
	fmt.Println(string(b))

	e := &end{}
	w := bufio.NewWriterSize(e, 16)
	w.WriteString(strings.Repeat("x", 40))
	w.Flush()
	var wc io.WriteCloser = e
	io.WriteString(wc, "a")
	wc.Close()
	fmt.Println(e.log)
}
