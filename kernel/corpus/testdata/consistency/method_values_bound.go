package main

import "fmt"

type Counter struct{ n int }

func (c Counter) Get() int { return c.n }
func (c *Counter) Inc()    { c.n++ }

type Wrapper struct {
	Counter
	name string
}
type PW struct {
	*Counter
}
type Getter interface{ Get() int }

type IntFn func(int) int

func (f IntFn) Twice(x int) int { return f(f(x)) }

func main() {
	c := Counter{1}
	get := c.Get
	inc := c.Inc
	inc()
	inc()
	fmt.Println(get(), c.Get())
	arr := [3]Counter{{1}, {2}, {3}}
	var fs []func() int
	for _, a := range arr {
		fs = append(fs, a.Get)
	}
	for i := range arr {
		arr[i].n *= 10
		f := arr[i].Inc
		f()
	}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fmt.Println(arr)
	w := Wrapper{Counter{5}, "w"}
	wi := w.Inc
	wg := w.Get
	wi()
	fmt.Println(wg(), w.Get(), w.n)
	p := PW{&Counter{7}}
	pg := p.Get
	pi := p.Inc
	p.Counter = &Counter{100}
	pi()
	fmt.Println(pg(), p.Get())
	m := map[string]Counter{"a": {3}}
	mg := m["a"].Get
	m["a"] = Counter{4}
	fmt.Println(mg(), m["a"].Get())
	var g Getter = c
	gg := g.Get
	g = &w
	fmt.Println(gg(), g.Get())
	e := (*Counter).Inc
	e(&c)
	e2 := Counter.Get
	e3 := (*Counter).Get
	e4 := Getter.Get
	fmt.Println(e2(c), e3(&c), e4(c))
	e5 := (*Wrapper).Inc
	e5(&w)
	e6 := Wrapper.Get
	fmt.Println(e6(w))
	tw := IntFn(func(x int) int { return x*x + 1 }).Twice
	fmt.Println(tw(2))
	defer fmt.Println("deferred", c.Get())
	defer c.Inc()
	defer func(f func() int) { fmt.Println("f", f()) }(c.Get)
	c.n = 42
	func() {
		defer func() { fmt.Println(recover()) }()
		var np *Counter
		f := np.Get
		fmt.Println("no", f)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var ni Getter
		f := ni.Get
		fmt.Println("no", f)
	}()
	var np *Counter
	f := np.Inc
	func() {
		defer func() { fmt.Println("late", recover() != nil) }()
		f()
	}()
	fmt.Printf("%T %T %T %T\n", c.Get, e, e4, tw)
}
