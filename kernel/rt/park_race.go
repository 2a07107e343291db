//go:build race

package rt

// parking is where one goroutine waits until it is called. The race detector is to see
// that, and must not be called on the runtime's own stack.
type parking struct{ called chan struct{} }

// prepare comes before wait and call.
func (p *parking) prepare() { p.called = make(chan struct{}) }

// wait waits for call.
func (p *parking) wait() { <-p.called }

// call lets the goroutine go on. It may be called once, before or after wait.
func (p *parking) call() { close(p.called) }
