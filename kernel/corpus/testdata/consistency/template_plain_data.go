package main

import (
	"errors"
	"fmt"
	htmltemplate "html/template"
	"os"
	"strings"
	"text/template"
)

// Templates over values of compiled types, with functions of the program.

type notFound struct{ key string }

func (n notFound) Error() string { return "no " + n.key }

const report = `{{define "row"}}{{printf "%-6s|%4d" (index . 0) (len (index . 1))}}{{end -}}
{{- range $i, $row := .Rows}}{{if $i}}
{{end}}{{$i}}: {{template "row" $row}}{{else}}nothing{{end}}
{{with .Title}}{{upper .}} {{.}}{{end}} {{join ", " "a" "b" "c"}} {{join "-"}} {{sum 1 2 3}} {{sum}}
{{- range $k, $v := .Ages}} {{$k}}={{$v}}{{end}} {{default "none" .Missing}} {{default "none" .Title | len}}
`

func main() {
	stock := map[string]int{"pen": 3}
	funcs := template.FuncMap{
		"upper": strings.ToUpper,
		"join":  func(sep string, parts ...string) string { return strings.Join(parts, sep) },
		"sum": func(ns ...int) int {
			total := 0
			for _, n := range ns {
				total += n
			}
			return total
		},
		"default": func(d, v any) any {
			if v == nil || v == "" {
				return d
			}
			return v
		},
		"stock": func(key string) (int, error) {
			n, ok := stock[key]
			if !ok {
				return 0, notFound{key}
			}
			return n, nil
		},
		"list": func(items ...any) []any { return items },
	}
	t := template.Must(template.New("report").Funcs(funcs).Parse(report))
	err := t.Execute(os.Stdout, map[string]any{
		"Rows":  [][]string{{"one", "x"}, {"two", "yyyy"}},
		"Title": "list",
		"Ages":  map[string]int{"cy": 3, "al": 1, "bo": 2},
	})
	fmt.Println(err)
	fmt.Println(t.Execute(os.Stdout, map[string]any{"Rows": nil}))
	ask := template.Must(template.New("ask").Funcs(funcs).Parse("{{range list `pen` `ink`}}{{.}} {{stock .}}; {{end}}"))
	err = ask.Execute(os.Stdout, nil)
	var missing notFound
	fmt.Println(err, errors.As(err, &missing), missing.key)
	for i, text := range []string{"{{.", "{{nope 1}}", "{{range .}}"} {
		_, err := template.New("broken").Parse(text)
		fmt.Println(i, err)
	}
	page := htmltemplate.Must(htmltemplate.New("page").Funcs(htmltemplate.FuncMap(funcs)).Parse(
		`<a href="/?q={{.q}}" title="{{.t}}">{{.t}}</a><script>var x = {{.list}};</script>{{join "<" "a" "b"}}` + "\n"))
	fmt.Println(page.Execute(os.Stdout, map[string]any{"q": "a b&c", "t": "<i>\"x\"</i>", "list": []int{1, 2}}))
}
