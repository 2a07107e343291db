package transport

import "errors"

var (
	// ErrGone: the connection has ended, so nothing can be sent on it.
	ErrGone = errors.New("transport: connection is gone")
	// ErrOverflow: the client reads too slowly or not at all. It was dropped.
	ErrOverflow = errors.New("transport: outgoing queue is full, client dropped")
	// ErrNoStdin: the client that made the request has no stdin connection.
	ErrNoStdin = errors.New("transport: client has no stdin connection")
)

// What a peer can do wrong on the wire. They end its connection and are seen in
// the log only.
var (
	errFlags     = errors.New("frame with reserved flags")
	errFrameSize = errors.New("frame is too large")
	errMsgSize   = errors.New("message is too large")
	errFrames    = errors.New("message has too many frames")
	errCommand   = errors.New("malformed command")
	errEarly     = errors.New("message before the handshake is complete")
	errStalled   = errors.New("client does not read")
	errEvicted   = errors.New("handshake made room for a newer one")
	errCrowded   = errors.New("too many connections")
	errClosing   = errors.New("kernel is closing")
	errTopics    = errors.New("too many subscriptions")
)
