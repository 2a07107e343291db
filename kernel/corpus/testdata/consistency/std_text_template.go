package main

import (
	"fmt"
	"os"
	"strings"
	"text/template"
)

type Item struct {
	Name  string
	Price float64
	Tags  []string
	Meta  map[string]int
}

func (i Item) Upper() string               { return strings.ToUpper(i.Name) }
func (i *Item) Discount(p float64) float64 { return i.Price * (1 - p) }

func main() {
	t := template.Must(template.New("t").Funcs(template.FuncMap{"join": strings.Join, "twice": func(s string) string { return s + s }}).Parse(
		`{{range $i, $x := .}}{{$i}}: {{.Name}} {{.Upper}} {{printf "%.2f" .Price}} {{.Discount 0.5}} {{join .Tags ","}} {{twice .Name}}{{with .Meta}} k={{.k}}{{end}}{{if gt .Price 5.0}} dear{{else}} cheap{{end}}
{{end}}`))
	err := t.Execute(os.Stdout, []*Item{{"pen", 1.5, []string{"a", "b"}, map[string]int{"k": 7}}, {"ink", 9, nil, nil}})
	fmt.Println(err)
}
