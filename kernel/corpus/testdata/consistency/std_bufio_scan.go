package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

type pair struct {
	k string
	n int
}

func main() {
	sc := bufio.NewScanner(strings.NewReader("a 1\nb 2\n\nc x\n"))
	var ps []pair
	for line := 1; sc.Scan(); line++ {
		var p pair
		n, err := fmt.Sscanf(sc.Text(), "%s %d", &p.k, &p.n)
		if err != nil {
			fmt.Println("line", line, n, err)
			continue
		}
		ps = append(ps, p)
	}
	fmt.Println(ps)
	ws := bufio.NewScanner(strings.NewReader("one two  three"))
	ws.Split(bufio.ScanWords)
	for ws.Scan() {
		fmt.Print(ws.Text(), "|")
	}
	fmt.Println()
	custom := bufio.NewScanner(strings.NewReader("1,2,3"))
	custom.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		for i, b := range data {
			if b == ',' {
				return i + 1, data[:i], nil
			}
		}
		if atEOF && len(data) > 0 {
			return len(data), data, bufio.ErrFinalToken
		}
		return 0, nil, nil
	})
	for custom.Scan() {
		fmt.Print(custom.Text(), ";")
	}
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	fmt.Fprintln(w, "flushed by defer")
	var a, b int
	n, err := fmt.Sscan("3 4", &a, &b)
	fmt.Fprintln(w, n, err, a+b)
}
