package rt

import (
	"math/rand/v2"
	"reflect"
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

// try proceeds if the case is ready.
func (k *Case) try() bool {
	ch := portOf(k.c)
	if k.send {
		return ch.trySend(k.p)
	}
	ready, ok := ch.tryRecv(k.p)
	if ready && k.ok != nil {
		*k.ok = ok
	}
	return ready
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
//
// The cases are first tried one by one in random order. That finds a ready case
// cheaply but cannot tell that none is: values may move between the tries.
// So the last word is the runtime's own select.
func Select(site int, block bool, cases ...Case) int {
	n := len(cases)
	if !block && linesNow.Load() > 0 {
		for i := range cases {
			if cases[i].send {
				settle(address(cases[i].c))
			}
		}
	}
	var few [8]uint8
	if n <= len(few) {
		order := few[:n]
		shuffle(order)
		for _, i := range order {
			if cases[i].try() {
				return int(i)
			}
		}
		if n == 1 && !block {
			return -1
		}
	}
	rc := make([]reflect.SelectCase, n, n+1)
	for i := range cases {
		rc[i] = cases[i].reflect()
	}
	var g *G
	if block {
		g = current()
		stop := g.parkSelect(site, cases)
		rc = append(rc, reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(stop)})
	} else {
		rc = append(rc, reflect.SelectCase{Dir: reflect.SelectDefault})
	}
	i, v, ok := reflect.Select(rc)
	if i == n {
		if !block {
			return -1
		}
		g.leave()
	}
	if block {
		g.unpark()
	}
	if !cases[i].send {
		cases[i].received(v, ok)
	}
	return i
}

// shuffle fills order with a random permutation. 16 bits for each choice leave no
// bias that a million selects would show.
func shuffle(order []uint8) {
	var bits uint64
	for i := range order {
		if i%4 == 1 {
			bits = rand.Uint64()
		}
		j := int(bits & 0xffff * uint64(i+1) >> 16)
		bits >>= 16
		order[i] = order[j]
		order[j] = uint8(i)
	}
}
