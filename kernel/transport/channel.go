package transport

import (
	"fmt"

	"github.com/go-zeromq/zmq4"

	"schedtick/kernel/jupyter"
)

// Channel is one of the five channels of a kernel.
type Channel uint8

// The channels, in the order of connection files.
const (
	Shell     Channel = iota // requests, one after another
	IOPub                    // broadcasts
	Stdin                    // the kernel asks, the client answers
	Control                  // requests that must not wait for those on shell
	Heartbeat                // echoes

	channels = 5
)

func (c Channel) String() string {
	if c < channels {
		return [channels]string{"shell", "iopub", "stdin", "control", "heartbeat"}[c]
	}
	return fmt.Sprintf("channel %d", uint8(c))
}

// bound and dialled are the socket types that the two ends announce.
func (c Channel) bound() zmq4.SocketType {
	if c == IOPub {
		return zmq4.XPub
	}
	return zmq4.Router
}

func (c Channel) dialled() zmq4.SocketType {
	switch c {
	case IOPub:
		return zmq4.Sub
	case Heartbeat:
		return zmq4.Req
	default:
		return zmq4.Dealer
	}
}

// port returns the field of info that holds the port of c.
func (c Channel) port(info *jupyter.ConnectionInfo) *int {
	switch c {
	case IOPub:
		return &info.IOPubPort
	case Stdin:
		return &info.StdinPort
	case Control:
		return &info.ControlPort
	case Heartbeat:
		return &info.HBPort
	default:
		return &info.ShellPort
	}
}
