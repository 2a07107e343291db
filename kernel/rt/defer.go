package rt

import "unsafe"

// Defers are the deferred calls of one function call, and the panic that they
// run under.
//
// The lowered function has one real deferred closure, which calls RunDefers;
// the order of the calls, what recover returns and what panics on afterwards
// is decided here.
type Defers struct {
	list      []deferred
	panicking bool
	recovered bool
	value     any
}

type deferred struct {
	f          func()
	site       int
	canRecover bool
}

// Defer0 begins a function call that has defer statements.
func Defer0() *Defers { return &Defers{} }

// Push is the defer statement at site. canRecover says that f is the deferred
// function itself, so that a recover in it takes the panic.
func Push(d *Defers, site int, canRecover bool, f func()) {
	d.list = append(d.list, deferred{f, site, canRecover})
}

// RunDefers runs the deferred calls, last first. r is what recover() gave: the panic
// that ends the function call, or nil for a return or a Goexit. What is left of
// a panic when all have run goes on as a panic.
func RunDefers(d *Defers, r any) {
	g := current()
	if r != nil {
		g.unpark()
		d.panicking, d.value = true, Translate(r)
	}
	if g.cell.dead.Load() {
		d.list = nil
	}
	d.run(g)
	if d.panicking {
		panic(d.value)
	}
}

func (d *Defers) run(g *G) {
	for len(d.list) > 0 {
		last := len(d.list) - 1
		f := d.list[last]
		d.list[last] = deferred{}
		d.list = d.list[:last]
		d.call(g, f)
		if d.recovered {
			d.panicking, d.recovered, d.value = false, false, nil
			g.trace = nil
		}
	}
}

// call runs one deferred call. A panic in it replaces the one it runs under. A
// Goexit in it ends that one too, and the rest of the calls run under the Goexit.
func (d *Defers) call(g *G, f deferred) {
	saved := g.take
	g.take = nil
	if f.canRecover {
		g.take = d
	}
	returned := false
	defer func() {
		r := recover()
		g.take = saved
		if returned {
			return
		}
		d.recovered = false
		if r != nil {
			g.unpark()
			d.panicking, d.value = true, Translate(r)
			return
		}
		d.panicking, d.value = false, nil
		if g.cell.dead.Load() {
			d.list = nil
		}
		d.run(g)
		if d.panicking {
			panic(d.value)
		}
	}()
	if f.f == nil {
		panic(nilDereference())
	}
	f.f()
	returned = true
}

// TakeRecover begins a function that contains recover(). It returns what Recover
// needs when the function was called by RunDefers directly, else nil.
func TakeRecover() *Defers {
	g := current()
	d := g.take
	g.take = nil
	return d
}

// Recover is recover() in a function that began with TakeRecover.
func Recover(d *Defers) any {
	if d == nil || !d.panicking || d.recovered {
		return nil
	}
	d.recovered = true
	return d.value
}

// sameWords reports whether two interfaces hold the same words. Unlike ==, it
// never panics.
func sameWords(a, b any) bool {
	return *(*[2]uintptr)(unsafe.Pointer(&a)) == *(*[2]uintptr)(unsafe.Pointer(&b))
}
