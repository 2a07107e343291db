package transport_test

import (
	"context"
	"testing"
	"time"

	"schedtick/kernel/transport"
)

// subscriber dials iopub and returns when its subscription has taken effect.
func subscriber(t *testing.T, k *miniKernel) *transport.Socket {
	t.Helper()
	s, err := transport.Dial(t.Context(), k.info, transport.IOPub, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if err := s.Subscribe(""); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Recv(); err != nil {
		t.Fatal(err)
	}
	return s
}

// A publisher that calls Throttle loses no client that reads, however small the
// queues are.
func TestThrottleKeepsAReader(t *testing.T) {
	k := startKernel(t, tcp("secret"), transport.Limits{QueueMessages: 200})
	s := subscriber(t, k)
	const n = 5000
	got := make(chan int, 1)
	go func() {
		i := 0
		for ; i < n; i++ {
			if _, err := s.Recv(); err != nil {
				break
			}
		}
		got <- i
	}()
	for range n {
		k.channels.Throttle(t.Context())
		k.channels.Publish([][]byte{[]byte("t"), make([]byte, 2000)})
	}
	if g := <-got; g != n {
		t.Errorf("got %d of %d", g, n)
	}
}

// One that does not read costs the publisher a second, once.
func TestThrottleGivesUp(t *testing.T) {
	k := startKernel(t, tcp("secret"), transport.Limits{})
	subscriber(t, k)
	payload := make([]byte, 1<<20)
	for range 40 {
		k.channels.Publish([][]byte{[]byte("t"), payload})
	}
	start := time.Now()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for range 100 {
		k.channels.Throttle(ctx)
	}
	if d := time.Since(start); d < 500*time.Millisecond || d > 20*time.Second {
		t.Errorf("100 calls took %v, want about a second", d)
	}
}
