package main

import (
	"bufio"
	"errors"
	"fmt"
	"strings"
)

type celsius float64

type name string

// pair scans itself: two numbers with a colon between them.
type pair struct{ a, b int }

func (p *pair) Scan(state fmt.ScanState, verb rune) error {
	word, err := state.Token(true, nil)
	if err != nil {
		return err
	}
	left, right, ok := strings.Cut(string(word), ":")
	if !ok {
		return errors.New("no colon in " + string(word))
	}
	if _, err := fmt.Sscan(left, &p.a); err != nil {
		return err
	}
	_, err = fmt.Sscan(right, &p.b)
	return err
}

func main() {
	var t celsius
	var who name
	var p pair
	var n int
	fmt.Println(fmt.Sscan("36.6 ann 3:4 7", &t, &who, &p, &n))
	fmt.Println(t, who, p, n)
	fmt.Println(fmt.Sscanf("-4.5C for bob", "%fC for %s", &t, &who))
	fmt.Println(t, who)
	fmt.Println(fmt.Sscanf("5:6|9", "%v|%d", &p, &n))
	fmt.Println(fmt.Sscan("56", &p))
	r := bufio.NewReader(strings.NewReader("1.5 cid\n8:9\nrest of it"))
	fmt.Println(fmt.Fscanln(r, &t, &who))
	fmt.Println(fmt.Fscan(r, &p))
	fmt.Println(fmt.Fscanf(r, "\n%s", &who))
	fmt.Println(t, who, p)
	fmt.Println(fmt.Fscan(strings.NewReader(""), &n))
	fmt.Println(fmt.Sscanln("1 2", &n))
}
