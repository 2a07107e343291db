package main

import (
	"errors"
	"fmt"
	"golang.org/x/sync/errgroup"
	"net/http"
	"net/http/httptest"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
)

type server struct{ id int }

func (s server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	fmt.Fprint(w, s.id, r.URL.Query().Get("q"))
}

// stress hands closures to compiled code, which calls them later, on goroutines of
// its own, or very often.
func stress(n int) (ops, wrong int) {
	round := 0
	for ops < n {
		round++
		const k = 200
		got := make([]int, k)
		check := func(what int) {
			for i, v := range got {
				if v != what+i {
					wrong++
				}
				got[i] = 0
			}
			ops += k
		}
		var wg sync.WaitGroup
		for i := range got {
			wg.Go(func() { got[i] = round + i })
		}
		wg.Wait()
		check(round)

		var g errgroup.Group
		g.SetLimit(8)
		bad := errors.New("bad")
		for i := range got {
			g.Go(func() error {
				got[i] = 2*round + i
				if i == k/2 {
					return bad
				}
				return nil
			})
		}
		if g.Wait() != bad {
			wrong++
		}
		check(2 * round)

		wg.Add(k)
		for i := range got {
			time.AfterFunc(time.Duration(i), func() { got[i] = 3*round + i; wg.Done() })
		}
		wg.Wait()
		check(3 * round)

		// Sorted by several goroutines at once, each with its own less.
		for w := range 4 {
			wg.Go(func() {
				part := got[w*k/4 : (w+1)*k/4]
				for i := range part {
					part[i] = round + w*k/4 + (i*7)%len(part)
				}
				sort.Slice(part, func(i, j int) bool { return part[i] < part[j] })
			})
		}
		wg.Wait()
		check(round)

		h := http.NewServeMux()
		for i := range 10 {
			h.HandleFunc("/f"+strconv.Itoa(i), func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, i, r.URL.Query().Get("q")) })
			h.Handle("/h"+strconv.Itoa(i), server{i})
		}
		for i := range got {
			wg.Go(func() {
				kind := string("fh"[i%2])
				rec := httptest.NewRecorder()
				h.ServeHTTP(rec, httptest.NewRequest("GET", "/"+kind+strconv.Itoa(i%10)+"?q="+strconv.Itoa(i), nil))
				if rec.Body.String() == fmt.Sprint(i%10, strconv.Itoa(i)) {
					got[i] = i
				}
			})
		}
		wg.Wait()
		got[0] = 0
		check(0)

		up := strings.Map(func(r rune) rune { ops++; return r + rune(round%2) }, strings.Repeat("a", k))
		if up != strings.Repeat(string(rune('a'+round%2)), k) {
			wrong++
		}
	}
	return ops, wrong
}

func main() {
	n, _ := strconv.Atoi(os.Getenv("STRESS_OPS"))
	fmt.Println(stress(n))
}
