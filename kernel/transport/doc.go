// Package transport binds the five channels of a kernel (shell, control, stdin,
// iopub, heartbeat) and carries frames over them. It knows sockets, connections
// and queues; it does not know what the frames say.
//
// It speaks ZMTP 3 through zmq4's connections, one for each accepted
// net.Conn, and does not use zmq4's sockets: those share one unbounded queue
// among all subscribers, hide subscriptions, let one stuck peer hold up the
// others and cut what is queued when they close. Here each connection has a
// bounded queue and a writer of its own, so:
//
//   - a client that stops reading is dropped, with a line in the log, and never
//     slows another;
//   - a reply leaves on the connection that asked, through the [Request] itself;
//   - a new subscriber gets its iopub_welcome, and nobody else does;
//   - [Channels.Close] sends what is queued first.
//
// Half-open, garbage and oversized input costs the connection that it came on:
// handshakes have a deadline, lengths are checked before memory is reserved, and
// no listener ever stops accepting.
package transport
