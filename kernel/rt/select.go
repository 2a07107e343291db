package rt

import (
	"reflect"
	"unsafe"
)

// Case is one case of a select statement.
type Case struct {
	c    any   // the channel
	p    any   // pointer to the value to send or to the variable received into, or nil
	ok   *bool // receive: whether the value was sent
	send bool
}

// S is the case c <- *p.
func S(c any, p any) Case { return Case{c: c, p: p, send: true} }

// R is the case *p, *ok = <-c; p and ok may be nil.
func R(c any, p any, ok *bool) Case { return Case{c: c, p: p, ok: ok} }

// element returns the variable that p points to, as the channel's element type.
func element(t reflect.Type, p any) reflect.Value {
	v := reflect.ValueOf(p)
	if e := v.Elem(); e.Type() == t {
		return e
	}
	return reflect.NewAt(t, unsafe.Pointer(v.Pointer())).Elem()
}

func (k *Case) reflect() reflect.SelectCase {
	c := reflect.ValueOf(k.c)
	if k.send {
		return reflect.SelectCase{Dir: reflect.SelectSend, Chan: c, Send: element(c.Type().Elem(), k.p)}
	}
	return reflect.SelectCase{Dir: reflect.SelectRecv, Chan: c}
}

func (k *Case) received(v reflect.Value, ok bool) {
	if k.ok != nil {
		*k.ok = ok
	}
	if k.p != nil {
		element(reflect.TypeOf(k.c).Elem(), k.p).Set(v)
	}
}

// Select is the select statement at site. It returns the index of the case that
// proceeded; without block, -1 when none could. Among the cases that are ready
// each is as likely as another.
func Select(site int, block bool, cases ...Case) int {
	g := current()
	rc := make([]reflect.SelectCase, len(cases), len(cases)+1)
	for i := range cases {
		rc[i] = cases[i].reflect()
	}
	n, v, ok := reflect.Select(append(rc, reflect.SelectCase{Dir: reflect.SelectDefault}))
	if n == len(cases) {
		if !block {
			return -1
		}
		stop := g.park(OpSelect, site, &waitObject{cases: cases})
		n, v, ok = reflect.Select(append(rc, reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(stop)}))
		if n == len(cases) {
			g.leave()
		}
		g.unpark()
	}
	if !cases[n].send {
		cases[n].received(v, ok)
	}
	return n
}
