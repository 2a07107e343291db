package kernel

import (
	"context"
	"sync"
	"testing"
	"time"

	"schedtick/kernel/jupyter"
	"schedtick/kernel/kerneltest"
	"schedtick/kernel/transport"
)

// Whatever clients do, a healthy one is answered within a second, all the while
// and afterwards.
func TestHostileClients(t *testing.T) {
	info, _, _ := startWords(t)
	c := dial(t, info)
	kerneltest.SilentSubscriber(t, info)

	ctx, cancel := context.WithCancel(context.Background())
	var abuse sync.WaitGroup
	abuse.Go(func() {
		defer cancel()
		if err := kerneltest.DropConnections(info, 1000/len(kerneltest.Channels)); err != nil {
			t.Error(err)
		}
		for i, ch := range kerneltest.Channels {
			if err := kerneltest.RandomFrames(info, ch, 2000, uint64(i)); err != nil {
				t.Error(err)
			}
			if err := kerneltest.Garbage(info, ch, 50, uint64(i)); err != nil {
				t.Error(err)
			}
		}
		for _, ch := range []transport.Channel{transport.Shell, transport.Control} {
			if err := kerneltest.WrongSignature(info, ch, 100*time.Millisecond); err != nil {
				t.Error(err)
			}
		}
	})
	ask := func() {
		t.Helper()
		begun := time.Now()
		if r := c.Request(transport.Shell, jupyter.KernelInfoRequest{}); r.Status() != jupyter.OK {
			t.Fatalf("kernel_info: %s", r)
		}
		if took := time.Since(begun); took > time.Second {
			t.Errorf("kernel_info took %v", took)
		}
	}
	for n := 0; ctx.Err() == nil; n++ {
		ask()
		if r := c.Execute("print on"); r.Stdout() != "on" {
			t.Fatalf("cell %d: %s", n, r)
		}
	}
	abuse.Wait()
	ask()
}
