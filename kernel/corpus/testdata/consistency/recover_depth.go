// recover stops a panic only in the deferred function itself, whatever way that is called.
package main

import "fmt"

func callRecover() {
	if recover() != nil {
		fmt.Println("recovered")
	}
}

type T int

func (*T) M() { callRecover() }
func (*T) N() {
	if recover() != nil {
		fmt.Println("recovered N")
	}
}

type S struct{ *T }

var p = S{new(T)}
var fn = S.M

type I interface {
	M()
	N()
}

func main() {
	try("fn", func() { defer fn(p); panic("XXX") })
	try("method value N", func() { f := p.N; defer f(); panic("XXX") })
	try("iface N", func() { var i I = p; defer i.N(); panic("XXX") })
	try("iface M", func() { var i I = p; defer i.M(); panic("XXX") })
	try("value", func() { f := callRecover; defer f(); panic("XXX") })
	try("value2", func() { f := func() { callRecover() }; defer f(); panic("XXX") })
	try("expr", func() { f := S.N; defer f(p); panic("XXX") })
	try("expr2", func() { f := I.N; defer f(p); panic("XXX") })
}

func try(what string, f func()) {
	defer func() { fmt.Println(what, recover() == nil) }()
	f()
}
