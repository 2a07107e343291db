package rt

import "reflect"

// Send is c <- *p.
func Send(site int, c any, p any) {
	Select(site, true, S(c, p))
}

// Recv is *p, ok = <-c; with p nil the value is dropped.
func Recv(site int, c any, p any) (ok bool) {
	Select(site, true, R(c, p, &ok))
	return ok
}

// Close is close(c).
func Close(site int, c any) {
	reflect.ValueOf(c).Close()
}

// MakeChan notes that c was made at site.
func MakeChan(site int, c any) {}
