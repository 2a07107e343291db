package main

import "fmt"

type Logger struct {
	prefix string
	lines  []string
}

func (l *Logger) Log(s string) { l.lines = append(l.lines, l.prefix+s) }
func (l Logger) Len() int      { return len(l.lines) }

type Service struct {
	*Logger
	Name string
}
type App struct {
	Service
	deps []*Service
}
type lenner interface{ Len() int }
type logger interface {
	lenner
	Log(string)
}

func (s Service) Start() { s.Log("start " + s.Name) }
func (a *App) Start() {
	a.Service.Start()
	for _, d := range a.deps {
		d.Start()
	}
	a.Log("app up")
}

type starter interface{ Start() }

func main() {
	l := &Logger{prefix: "> "}
	a := &App{Service{l, "main"}, []*Service{{l, "db"}, {&Logger{}, "other"}}}
	var s starter = a
	s.Start()
	fmt.Println(l.lines, a.Len(), a.deps[1].lines)
	var lg logger = a
	lg.Log("via interface")
	lg = a.Service
	lg.Log("value with embedded pointer")
	lg = l
	fmt.Println(lg.Len(), lenner(a).Len(), lenner(*l).Len())
	f := a.Log
	a.Logger = &Logger{prefix: "new "}
	f("old logger")
	a.Log("new logger")
	fmt.Println(len(l.lines), a.lines)
	g := (*App).Start
	h := Service.Start
	g(a)
	h(a.Service)
	fmt.Println(a.lines)
	defer func() { fmt.Println(recover() != nil) }()
	var empty App
	empty.Log("nil logger")
}
