package rt

import "sync"

// Channel operations for the element types that cells use most. The interpreter
// calls compiled functions by reflection: fewer and plainer arguments make it
// several times faster than Send and Recv, which take any channel.

func sendTo[T any](site int, c chan<- T, v T) {
	select {
	case c <- v:
		return
	default:
	}
	g := current()
	select {
	case c <- v:
	case <-g.park(OpSend, site, address(c)):
		g.leave()
	}
	g.unpark()
}

func recvFrom[T any](site int, c <-chan T) (v T, ok bool) {
	select {
	case v, ok = <-c:
		return v, ok
	default:
	}
	g := current()
	select {
	case v, ok = <-c:
	case <-g.park(OpRecv, site, address(c)):
		g.leave()
	}
	g.unpark()
	return v, ok
}

// SendInt is c <- v of a chan int.
func SendInt(site int, c chan<- int, v int) { sendTo(site, c, v) }

// RecvInt is <-c of a chan int.
func RecvInt(site int, c <-chan int) int {
	v, _ := recvFrom(site, c)
	return v
}

// RecvIntOk is v, ok := <-c of a chan int.
func RecvIntOk(site int, c <-chan int) (int, bool) { return recvFrom(site, c) }

// SendString is c <- v of a chan string.
func SendString(site int, c chan<- string, v string) { sendTo(site, c, v) }

// RecvString is <-c of a chan string.
func RecvString(site int, c <-chan string) string {
	v, _ := recvFrom(site, c)
	return v
}

// RecvStringOk is v, ok := <-c of a chan string.
func RecvStringOk(site int, c <-chan string) (string, bool) { return recvFrom(site, c) }

// SendBool is c <- v of a chan bool.
func SendBool(site int, c chan<- bool, v bool) { sendTo(site, c, v) }

// RecvBool is <-c of a chan bool.
func RecvBool(site int, c <-chan bool) bool {
	v, _ := recvFrom(site, c)
	return v
}

// RecvBoolOk is v, ok := <-c of a chan bool.
func RecvBoolOk(site int, c <-chan bool) (bool, bool) { return recvFrom(site, c) }

// SendEmpty is c <- v of a chan struct{}.
func SendEmpty(site int, c chan<- struct{}, v struct{}) { sendTo(site, c, v) }

// RecvEmpty is <-c of a chan struct{}.
func RecvEmpty(site int, c <-chan struct{}) struct{} {
	v, _ := recvFrom(site, c)
	return v
}

// RecvEmptyOk is v, ok := <-c of a chan struct{}.
func RecvEmptyOk(site int, c <-chan struct{}) (struct{}, bool) { return recvFrom(site, c) }

// SendFloat64 is c <- v of a chan float64.
func SendFloat64(site int, c chan<- float64, v float64) { sendTo(site, c, v) }

// RecvFloat64 is <-c of a chan float64.
func RecvFloat64(site int, c <-chan float64) float64 {
	v, _ := recvFrom(site, c)
	return v
}

// RecvFloat64Ok is v, ok := <-c of a chan float64.
func RecvFloat64Ok(site int, c <-chan float64) (float64, bool) { return recvFrom(site, c) }

// SendError is c <- v of a chan error.
func SendError(site int, c chan<- error, v error) { sendTo(site, c, v) }

// RecvError is <-c of a chan error.
func RecvError(site int, c <-chan error) error {
	v, _ := recvFrom(site, c)
	return v
}

// RecvErrorOk is v, ok := <-c of a chan error.
//
//nolint:revive // the error is what was received; ok comes last, as in the language
func RecvErrorOk(site int, c <-chan error) (error, bool) { return recvFrom(site, c) }

// SendAny is c <- v of a chan any.
func SendAny(site int, c chan<- any, v any) { sendTo(site, c, v) }

// RecvAny is <-c of a chan any.
func RecvAny(site int, c <-chan any) any {
	v, _ := recvFrom(site, c)
	return v
}

// RecvAnyOk is v, ok := <-c of a chan any.
func RecvAnyOk(site int, c <-chan any) (any, bool) { return recvFrom(site, c) }

// SendInt64 is c <- v of a chan int64.
func SendInt64(site int, c chan<- int64, v int64) { sendTo(site, c, v) }

// RecvInt64 is <-c of a chan int64.
func RecvInt64(site int, c <-chan int64) int64 {
	v, _ := recvFrom(site, c)
	return v
}

// RecvInt64Ok is v, ok := <-c of a chan int64.
func RecvInt64Ok(site int, c <-chan int64) (int64, bool) { return recvFrom(site, c) }

// SendByte is c <- v of a chan byte.
func SendByte(site int, c chan<- byte, v byte) { sendTo(site, c, v) }

// RecvByte is <-c of a chan byte.
func RecvByte(site int, c <-chan byte) byte {
	v, _ := recvFrom(site, c)
	return v
}

// RecvByteOk is v, ok := <-c of a chan byte.
func RecvByteOk(site int, c <-chan byte) (byte, bool) { return recvFrom(site, c) }

// SendRune is c <- v of a chan rune.
func SendRune(site int, c chan<- rune, v rune) { sendTo(site, c, v) }

// RecvRune is <-c of a chan rune.
func RecvRune(site int, c <-chan rune) rune {
	v, _ := recvFrom(site, c)
	return v
}

// RecvRuneOk is v, ok := <-c of a chan rune.
func RecvRuneOk(site int, c <-chan rune) (rune, bool) { return recvFrom(site, c) }

// The following make deferred calls that need no interpreted closure.

// WgDoneLater is wg.Done as a deferred call.
func WgDoneLater(site int, wg *sync.WaitGroup) func() { return func() { WgDone(site, wg) } }

// MutexUnlockLater is m.Unlock as a deferred call.
func MutexUnlockLater(site int, m *sync.Mutex) func() { return func() { MutexUnlock(site, m) } }

// RWUnlockLater is m.Unlock of a read-write lock as a deferred call.
func RWUnlockLater(site int, m *sync.RWMutex) func() { return func() { RWUnlock(site, m) } }

// RWRUnlockLater is m.RUnlock as a deferred call.
func RWRUnlockLater(site int, m *sync.RWMutex) func() { return func() { RWRUnlock(site, m) } }
