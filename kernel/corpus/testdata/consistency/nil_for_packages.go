package main

import (
	"bufio"
	"crypto/rand"
	"encoding/json"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
)

// What is nil here is an interface of a package that the program does not import.

func get(url string) (*http.Request, error) { return http.NewRequest("GET", url, nil) }

func addr(ok bool) net.Addr {
	if ok {
		return &net.TCPAddr{Port: 80}
	}
	return nil
}

func main() {
	w := bufio.NewWriter(nil)
	println(w.Size(), bufio.NewScanner(nil) != nil, json.NewDecoder(nil) != nil, log.New(nil, "x", 0).Prefix())
	r, err := get("http://example.com/a")
	println(r.URL.Path, r.Body == nil, err == nil)
	r = httptest.NewRequest(http.MethodGet, "/b", nil)
	println(r.URL.Path, r.Body == nil, r.Body == http.NoBody)
	q := &http.Request{Body: nil, Method: "PUT"}
	q.Body = http.NoBody
	println(q.Body == nil)
	q.Body = nil
	println(q.Body == nil, q.Method)
	s := http.Server{Handler: nil}
	s.Handler = http.NotFoundHandler()
	println(s.Handler == nil)
	s.Handler = nil
	println(s.Handler == nil)
	println(addr(true).String(), addr(false) == nil)
	list := []http.Handler{nil, http.NotFoundHandler(), nil}
	by := map[string]net.Conn{"a": nil}
	c := make(chan net.Listener, 1)
	c <- nil
	println(list[0] == nil, list[1] == nil, len(by), by["a"] == nil, <-c == nil)
	old := rand.Reader
	rand.Reader = nil
	println(rand.Reader == nil)
	rand.Reader = old
	request := http.NewRequest
	p, _ := request("POST", "http://example.com/c", nil)
	println(p.Method)
	defer func() {
		defer func() { println("recovered", recover() != nil) }()
		http.Handle("/", nil)
	}()
	done := func() chan bool { return nil }()
	go http.NewRequest("GET", "u", nil)
	println(done == nil)
}
