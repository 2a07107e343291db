package main

import (
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"os"
	"strings"
)

type row struct {
	name string
	n    int
}

func main() {
	r := csv.NewReader(strings.NewReader("name,n\n\"a,b\",1\nc,x\n"))
	recs, err := r.ReadAll()
	fmt.Println(len(recs), recs[1][0], err)
	var rows []row
	for i, rec := range recs[1:] {
		var x row
		x.name = rec[0]
		if _, err := fmt.Sscan(rec[1], &x.n); err != nil {
			fmt.Println("row", i, err)
			continue
		}
		rows = append(rows, x)
	}
	fmt.Println(rows)
	w := csv.NewWriter(os.Stdout)
	w.Write([]string{"q\"uote", "plain", "with space"})
	w.Flush()
	fmt.Println(hex.EncodeToString([]byte("hi")), w.Error())
}
