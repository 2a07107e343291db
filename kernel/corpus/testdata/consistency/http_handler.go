package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
)

type counter struct {
	mu sync.Mutex
	n  map[string]int
}

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n[r.URL.Path]++
	w.Header().Set("X-Count", fmt.Sprint(c.n[r.URL.Path]))
	w.WriteHeader(http.StatusAccepted)
	fmt.Fprintf(w, "path %s method %s", r.URL.Path, r.Method)
}

type transport func(*http.Request) (*http.Response, error)

func (t transport) RoundTrip(r *http.Request) (*http.Response, error) { return t(r) }

func logging(next http.Handler, log *[]string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*log = append(*log, r.Method+" "+r.URL.Path)
		next.ServeHTTP(w, r)
	})
}

func main() {
	c := &counter{n: map[string]int{}}
	var log []string
	mux := http.NewServeMux()
	mux.Handle("/count/", c)
	mux.HandleFunc("GET /hello/{name}", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "hello ", r.PathValue("name"), " ", r.FormValue("q"))
	})
	srv := httptest.NewServer(logging(mux, &log))
	defer srv.Close()
	get := func(p string) {
		resp, err := http.Get(srv.URL + p)
		if err != nil {
			fmt.Println(err)
			return
		}
		defer resp.Body.Close()
		b, _ := io.ReadAll(resp.Body)
		fmt.Println(resp.StatusCode, resp.Header.Get("X-Count"), strings.TrimSpace(string(b)))
	}
	get("/count/a")
	get("/count/a")
	get("/hello/gopher?q=1")
	get("/nope")
	fmt.Println(log)
	rec := httptest.NewRecorder()
	c.ServeHTTP(rec, httptest.NewRequest("POST", "/count/b", strings.NewReader("body")))
	fmt.Println(rec.Code, rec.Body.String())
	cl := &http.Client{Transport: transport(func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: 418, Body: io.NopCloser(strings.NewReader("tea " + r.Host)), Header: http.Header{}}, nil
	})}
	resp, err := cl.Get("http://example.invalid/")
	b, _ := io.ReadAll(resp.Body)
	fmt.Println(resp.StatusCode, string(b), err)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			resp, err := http.Get(srv.URL + "/count/par")
			if err == nil {
				resp.Body.Close()
			}
		})
	}
	wg.Wait()
	fmt.Println(c.n["/count/par"])
}
