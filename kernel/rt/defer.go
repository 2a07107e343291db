package rt

// Defers are the deferred calls of one function call, and the panic that they
// run under.
//
// The lowered function has one real deferred closure, which calls RunDefers;
// the order of the calls, what recover returns and what panics on afterwards
// is decided here.
type Defers struct {
	list      []deferred
	panicking *flight // nil: the function returns, or leaves by Goexit
	recovered bool
	unknown   bool // of the deferred call that runs
}

type deferred struct {
	f          func()
	site       int
	canRecover bool
	unknown    bool // f calls a function value: whether that one recovers is seen when it does
}

// Defer0 begins a function call that has defer statements.
func Defer0() *Defers { return &Defers{} }

// Push is the defer statement at site. canRecover says that f is the deferred
// function itself, so that a recover in it takes the panic.
func Push(d *Defers, site int, canRecover bool, f func()) {
	d.list = append(d.list, deferred{f: f, site: site, canRecover: canRecover})
}

// PushValue is the defer statement at site of a function value or of a method of an
// interface. It may recover, what it calls may not.
func PushValue(d *Defers, site int, f func()) {
	d.list = append(d.list, deferred{f: f, site: site, canRecover: true, unknown: true})
}

// RunDefers runs the deferred calls, last first. r is what recover() gave: the panic
// that ends the function call, or nil for a return or a Goexit. What is left of
// a panic when all have run goes on as a panic.
func RunDefers(d *Defers, r any) {
	g := current()
	if r != nil {
		d.panicking = g.caught(r)
	}
	d.run(g)
	d.goOn(g)
}

// goOn panics on with what was not recovered.
func (d *Defers) goOn(g *G) {
	if p := d.panicking; p != nil {
		g.needs().flight = p
		panic(p.value)
	}
}

func (d *Defers) run(g *G) {
	for len(d.list) > 0 {
		if g.cell.dead.Load() {
			return // the process that the cell stands for is gone
		}
		last := len(d.list) - 1
		f := d.list[last]
		d.list[last] = deferred{}
		d.list = d.list[:last]
		d.call(g, f)
		if d.recovered {
			d.panicking, d.recovered = nil, false
		}
	}
}

// call runs one deferred call. A panic in it replaces the one it runs under. A
// Goexit in it ends that one too, and the rest of the calls run under the Goexit.
func (d *Defers) call(g *G, f deferred) {
	before := g.has()
	take, top := before.take, before.top
	g.setTake(nil)
	if d.panicking != nil {
		g.needs().top = d
	}
	if f.canRecover {
		g.needs().take = d
	}
	d.unknown = f.unknown
	returned := false
	defer func() {
		r := recover()
		g.setTake(take)
		if r := g.rare.Load(); r != nil {
			r.top = top
		}
		if returned {
			return
		}
		if r != nil {
			flight := g.has().flight
			unwound := flight != nil && flight.traced
			p := g.caught(r)
			switch {
			case d.panicking != nil:
				p.calls = d.panicking.calls
			case unwound && len(p.calls) > 0:
				p.calls = p.calls[1:] // the closure that runs the deferred calls
			}
			p.replaces(d.panicking, d.recovered)
			d.panicking, d.recovered = p, false
			return
		}
		d.panicking, d.recovered = nil, false
		d.run(g)
		d.goOn(g)
	}()
	if f.f == nil {
		panic(nilDereference())
	}
	f.f()
	returned = true
}

// setTake sets what the next TakeRecover gives out.
func (g *G) setTake(d *Defers) {
	if d != nil || g.rare.Load() != nil {
		g.needs().take = d
	}
}

// TakeRecover begins a function that contains recover(). It returns what Recover
// needs when the function was called by RunDefers directly, else nil.
func TakeRecover() *Defers {
	g := current()
	d := g.has().take
	g.setTake(nil)
	if d != nil && d.unknown && d.panicking != nil && calledByCell() {
		return nil
	}
	return d
}

// calledByCell reports whether the function of a cell that calls the caller was
// called by another one, not by RunDefers directly. It reads the native stack.
func calledByCell() bool {
	d := depth.Load()
	return d != nil && (*d)("schedtick/kernel/rt.(*Defers).call(") > 1
}

// Recover is recover() in a function that began with TakeRecover.
func Recover(d *Defers) any {
	if d == nil || d.panicking == nil || d.recovered {
		return nil
	}
	if current().has().top != d { // "defer recover()" while a newer panic is in flight
		return nil
	}
	d.recovered = true
	return d.panicking.value
}
