package transport

import (
	"log/slog"
	"time"
)

// Options are the optional settings of [Listen].
type Options struct {
	// Log receives a line for each connection that is dropped or refused.
	// nil discards them.
	Log *slog.Logger
	// Welcome returns the frames that a new subscriber to topic receives before
	// any broadcast. nil sends nothing. It is called with locks held and must
	// not call into this package.
	Welcome func(topic string) [][]byte
	Limits  Limits
}

// Limits bounds what clients can make the kernel spend. A zero field means its
// default.
type Limits struct {
	Connections   int           // established, for each channel; default 256
	Handshakes    int           // not yet established, for each channel; the oldest makes room; default 256
	Handshake     time.Duration // time to establish a connection; default 5 s
	Stall         time.Duration // time without any progress in sending before a client is dropped; default 10 s
	Linger        time.Duration // time for a client to close its end after the last message of Close; default 1 s
	MessageBytes  int64         // one incoming message; default 256 MiB
	MessageFrames int           // one incoming message; default 1024
	QueueBytes    int           // waiting to be sent to one client; default 64 MiB, and one message may always wait
	QueueMessages int           // waiting to be sent to one client; default 65,536
	Topics        int           // subscriptions of one client; default 256
}

func (l Limits) withDefaults() Limits {
	def(&l.Connections, 256)
	def(&l.Handshakes, 256)
	def(&l.Handshake, 5*time.Second)
	def(&l.Stall, 10*time.Second)
	def(&l.Linger, time.Second)
	def(&l.MessageBytes, 256<<20)
	def(&l.MessageFrames, 1024)
	def(&l.QueueBytes, 64<<20)
	def(&l.QueueMessages, 1<<16)
	def(&l.Topics, 256)
	return l
}

func def[T comparable](v *T, d T) {
	var zero T
	if *v == zero {
		*v = d
	}
}
