// Package kerneltest is a Jupyter client for tests. It holds a kernel to the
// protocol: each message that arrives, whatever the test is about, is verified,
// typed and checked against the specification, and what is wrong with it fails
// the test.
//
//	c := kerneltest.Dial(t, info)
//	r := c.Execute(`fmt.Println("hello")`)
//	if r.Stdout() != "hello\n" { … }
//
// [Client.Send] starts a request and [Call.Wait] ends it, for tests in which
// something else happens meanwhile. [DropConnections],
// [RandomFrames], [Garbage], [SilentSubscriber] and [WrongSignature] are what
// hostile clients do.
package kerneltest
