package rt

import (
	"reflect"
	"time"
	"unsafe"
)

// port is a channel of a known or unknown element type. The pointers given to it
// point to variables of the element type; a nil one drops the value. The
// blocking forms return false when stop ended the wait.
type port interface {
	trySend(p any) bool
	send(p any, stop <-chan struct{}) bool
	tryRecv(p any) (ready, ok bool)
	recv(p any, stop <-chan struct{}) (done, ok bool)
	close()
}

// portOf returns c as a port. Channels of common element types run without reflect.
func portOf(c any) port {
	switch c := c.(type) {
	case chan int:
		return duplex[int](c)
	case chan<- int:
		return sender[int](c)
	case <-chan int:
		return receiver[int](c)
	case chan struct{}:
		return duplex[struct{}](c)
	case chan<- struct{}:
		return sender[struct{}](c)
	case <-chan struct{}:
		return receiver[struct{}](c)
	case chan bool:
		return duplex[bool](c)
	case chan<- bool:
		return sender[bool](c)
	case <-chan bool:
		return receiver[bool](c)
	case chan string:
		return duplex[string](c)
	case chan<- string:
		return sender[string](c)
	case <-chan string:
		return receiver[string](c)
	case chan error:
		return duplex[error](c)
	case chan<- error:
		return sender[error](c)
	case <-chan error:
		return receiver[error](c)
	case chan any:
		return duplex[any](c)
	case chan<- any:
		return sender[any](c)
	case <-chan any:
		return receiver[any](c)
	case chan float64:
		return duplex[float64](c)
	case chan<- float64:
		return sender[float64](c)
	case <-chan float64:
		return receiver[float64](c)
	case chan int64:
		return duplex[int64](c)
	case chan<- int64:
		return sender[int64](c)
	case <-chan int64:
		return receiver[int64](c)
	case chan uint64:
		return duplex[uint64](c)
	case chan byte:
		return duplex[byte](c)
	case chan rune:
		return duplex[rune](c)
	case chan []byte:
		return duplex[[]byte](c)
	case chan []int:
		return duplex[[]int](c)
	case chan func():
		return duplex[func()](c)
	case chan time.Time:
		return duplex[time.Time](c)
	case <-chan time.Time:
		return receiver[time.Time](c)
	case chan time.Duration:
		return duplex[time.Duration](c)
	case chan chan int:
		return duplex[chan int](c)
	}
	return other{reflect.ValueOf(c)}
}

type (
	duplex[T any]   chan T
	sender[T any]   chan<- T
	receiver[T any] <-chan T
)

func (c duplex[T]) trySend(p any) bool                        { return trySend[T](c, p) }
func (c duplex[T]) send(p any, stop <-chan struct{}) bool     { return send[T](c, p, stop) }
func (c duplex[T]) tryRecv(p any) (bool, bool)                { return tryRecv[T](c, p) }
func (c duplex[T]) recv(p any, s <-chan struct{}) (d, k bool) { return recv[T](c, p, s) }
func (c duplex[T]) close()                                    { close(c) }

func (c sender[T]) trySend(p any) bool                    { return trySend[T](c, p) }
func (c sender[T]) send(p any, stop <-chan struct{}) bool { return send[T](c, p, stop) }
func (c sender[T]) tryRecv(any) (bool, bool)              { panic("rt: receive from a send-only channel") }

func (c sender[T]) recv(any, <-chan struct{}) (d, k bool) {
	panic("rt: receive from a send-only channel")
}
func (c sender[T]) close() { close(c) }

func (c receiver[T]) trySend(any) bool { panic("rt: send on a receive-only channel") }

func (c receiver[T]) send(any, <-chan struct{}) bool            { panic("rt: send on a receive-only channel") }
func (c receiver[T]) tryRecv(p any) (bool, bool)                { return tryRecv[T](c, p) }
func (c receiver[T]) recv(p any, s <-chan struct{}) (d, k bool) { return recv[T](c, p, s) }
func (c receiver[T]) close()                                    { panic("rt: close of a receive-only channel") }

func trySend[T any](c chan<- T, p any) bool {
	select {
	case c <- *p.(*T):
		return true
	default:
		return false
	}
}

func send[T any](c chan<- T, p any, stop <-chan struct{}) bool {
	select {
	case c <- *p.(*T):
		return true
	case <-stop:
		return false
	}
}

func tryRecv[T any](c <-chan T, p any) (ready, ok bool) {
	select {
	case v, ok := <-c:
		put(p, v)
		return true, ok
	default:
		return false, false
	}
}

func recv[T any](c <-chan T, p any, stop <-chan struct{}) (done, ok bool) {
	select {
	case v, ok := <-c:
		put(p, v)
		return true, ok
	case <-stop:
		return false, false
	}
}

func put[T any](p any, v T) {
	if p != nil {
		*p.(*T) = v
	}
}

// other is a channel of any element type.
type other struct{ c reflect.Value }

func (o other) trySend(p any) bool { return o.c.TrySend(element(o.c.Type().Elem(), p)) }

func (o other) send(p any, stop <-chan struct{}) bool {
	n, _, _ := reflect.Select([]reflect.SelectCase{
		{Dir: reflect.SelectSend, Chan: o.c, Send: element(o.c.Type().Elem(), p)},
		{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(stop)},
	})
	return n == 0
}

func (o other) tryRecv(p any) (ready, ok bool) {
	v, ok := o.c.TryRecv()
	if !v.IsValid() {
		return false, false
	}
	o.put(p, v)
	return true, ok
}

func (o other) recv(p any, stop <-chan struct{}) (done, ok bool) {
	n, v, ok := reflect.Select([]reflect.SelectCase{
		{Dir: reflect.SelectRecv, Chan: o.c},
		{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(stop)},
	})
	if n == 0 {
		o.put(p, v)
	}
	return n == 0, ok
}

func (o other) put(p any, v reflect.Value) {
	if p != nil {
		element(o.c.Type().Elem(), p).Set(v)
	}
}

func (o other) close() { o.c.Close() }

// element returns the variable that p points to, as one of type t. The interpreter
// has two reflect types of one layout for pointers to recursive types.
func element(t reflect.Type, p any) reflect.Value {
	v := reflect.ValueOf(p)
	if e := v.Elem(); e.Type() == t {
		return e
	}
	return reflect.NewAt(t, v.UnsafePointer()).Elem()
}

// address returns the pointer inside an interface that holds a channel.
func address(c any) unsafe.Pointer { return (*[2]unsafe.Pointer)(unsafe.Pointer(&c))[1] }
