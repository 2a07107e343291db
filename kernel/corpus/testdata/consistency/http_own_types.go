package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
)

type terr struct{ t bool }

func (e terr) Error() string   { return "terr" }
func (e terr) Timeout() bool   { return e.t }
func (e terr) Temporary() bool { return true }

type rt struct{ err error }

func (r rt) RoundTrip(q *http.Request) (*http.Response, error) {
	if r.err != nil {
		return nil, r.err
	}
	return &http.Response{StatusCode: 299, Body: io.NopCloser(strings.NewReader(q.URL.Path)), Request: q}, nil
}

type body struct{ *strings.Reader }

func (b body) Close() error { fmt.Println("[closed]"); return nil }

func main() {
	c := &http.Client{Transport: rt{terr{true}}}
	_, err := c.Get("http://x/y")
	var ue *url.Error
	fmt.Println(err, errors.As(err, &ue), ue.Timeout(), ue.Temporary())
	var ne net.Error
	fmt.Println(errors.As(err, &ne), os.IsTimeout(err))
	var te terr
	fmt.Println(errors.As(err, &te), te.t)
	c.Transport = rt{}
	resp, err := c.Post("http://x/post", "text/plain", body{strings.NewReader("hello")})
	b, _ := io.ReadAll(resp.Body)
	fmt.Println(resp.StatusCode, string(b), err)
	mux := http.NewServeMux()
	mux.HandleFunc("POST /items/{id}", func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		w.Header().Set("X-Id", r.PathValue("id"))
		w.WriteHeader(201)
		fmt.Fprintf(w, "%s %s", r.Method, b)
	})
	srv := httptest.NewServer(http.MaxBytesHandler(mux, 4))
	defer srv.Close()
	resp, err = http.Post(srv.URL+"/items/7", "", body{strings.NewReader("abc")})
	b, _ = io.ReadAll(resp.Body)
	fmt.Println(resp.StatusCode, string(b), err, resp.Header.Get("X-Id"))
	resp, _ = http.Get(srv.URL + "/items/7")
	fmt.Println(resp.StatusCode, resp.Header.Get("Allow"))
}
