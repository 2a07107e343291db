package worker

import (
	"os"

	"schedtick/kernel/rt"
)

// pump moves what one pipe brings into streams.
//
// Goroutines:
//
//	1  run  started by newPump; it owns file. It ends at the end of the pipe, or
//	        when close takes the pipe away.
type pump struct {
	name    string
	file    *os.File
	streams *streams
	kick    chan chan struct{} // a fence to answer
	done    chan struct{}      // closed by run as its last act
	recent  []byte             // the last output, up to recentSize; read it after a fence
}

const (
	pumpBuffer = 64 << 10
	recentSize = rt.OutputSize
)

func newPump(name string, file *os.File, s *streams) *pump {
	p := &pump{name: name, file: file, streams: s, kick: make(chan chan struct{}, 1), done: make(chan struct{})}
	go p.run()
	return p
}

// add hands on what was read.
func (p *pump) add(data []byte) {
	p.recent = append(p.recent, data...)
	if n := len(p.recent) - recentSize; n > pumpBuffer {
		p.recent = append(p.recent[:0], p.recent[n:]...)
	}
	p.streams.add(p.name, data)
}

// fence returns a channel that is closed when all that was in the pipe at the time
// of the call has been added to streams. Wait for done as well: a pump that has
// ended answers no fence. One fence at a time.
func (p *pump) fence() <-chan struct{} {
	ack := make(chan struct{})
	select {
	case p.kick <- ack:
		p.wake()
	case <-p.done: // at once, as where the streams are inherited: nobody takes the kick
	}
	return ack
}

// close ends the pump; call it after a fence.
func (p *pump) close() {
	p.streams.close()
	p.file.Close()
	<-p.done
}
