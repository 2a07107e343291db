package transport_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"schedtick/kernel/jupyter"
	"schedtick/kernel/kerneltest"
	"schedtick/kernel/transport"
)

func TestRequestReply(t *testing.T) {
	for name, info := range map[string]jupyter.ConnectionInfo{
		"tcp":      tcp("secret"),
		"ipc":      {Transport: jupyter.IPC, IP: filepath.Join(t.TempDir(), "k"), Key: "secret", SignatureScheme: jupyter.Scheme},
		"unsigned": tcp(""),
	} {
		t.Run(name, func(t *testing.T) {
			k := startKernel(t, info, transport.Limits{})
			c := kerneltest.Dial(t, k.info)
			for _, ch := range []transport.Channel{transport.Shell, transport.Control} {
				r := c.Request(ch, jupyter.KernelInfoRequest{})
				if got := r.Types(); !slices.Equal(got, []string{"busy", "idle"}) {
					t.Errorf("%s: broadcasts %q", ch, got)
				}
				info, err := kerneltest.Content[jupyter.KernelInfoReply](r)
				if err != nil || info.ProtocolVersion != "5.5" || r.Reply.Header.Version != "5.5" {
					t.Errorf("%s: reply %+v, %v", ch, info, err)
				}
			}
			if err := c.Ping(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestOrderAndCompleteness(t *testing.T) {
	k := startKernel(t, tcp("secret"), transport.Limits{})
	c := kerneltest.Dial(t, k.info)
	var want strings.Builder
	for i := range messages / 4 {
		fmt.Fprintln(&want, i)
	}
	if got := c.Execute(fmt.Sprintf("print %d", messages/4)).Stdout(); got != want.String() {
		t.Errorf("%d bytes of output, want %d, in order", len(got), want.Len())
	}
}

// A reply must reach the client that asked, and a question its stdin.
func TestInputGoesToTheAskingClient(t *testing.T) {
	k := startKernel(t, tcp("secret"), transport.Limits{})
	var clients []*kerneltest.Client
	for _, name := range []string{"ada", "bob"} {
		clients = append(clients, kerneltest.DialWith(t, k.info, kerneltest.Options{
			Input: func(jupyter.InputRequest) string { return name },
		}))
	}
	for i, want := range []string{"ada", "bob"} {
		r := clients[i].Execute("ask")
		if r.Stdout() != want || len(r.Inputs) != 1 {
			t.Errorf("client %d: %q, stderr %q, asked %d times", i, r.Stdout(), r.Stderr(), len(r.Inputs))
		}
	}
}

func TestControlWhileShellIsBusy(t *testing.T) {
	k := startKernel(t, tcp("secret"), transport.Limits{})
	c := kerneltest.Dial(t, k.info)
	waiting := c.Start("wait")
	c.Request(transport.Control, jupyter.KernelInfoRequest{})
	if waiting.Result().Reply != nil {
		t.Error("the cell has ended before its release")
	}
	close(k.release)
	waiting.Wait()
}

func TestWelcomeForTheNewSubscriberOnly(t *testing.T) {
	k := startKernel(t, tcp("secret"), transport.Limits{})
	first := kerneltest.Dial(t, k.info)
	second := kerneltest.DialWith(t, k.info, kerneltest.Options{Topic: "kernel."})
	second.Request(transport.Control, jupyter.KernelInfoRequest{})
	first.Request(transport.Control, jupyter.KernelInfoRequest{}) // what was before, has arrived
	for i, c := range []*kerneltest.Client{first, second} {
		var topics []string
		for _, m := range c.Orphans() {
			if w, err := jupyter.As[jupyter.IOPubWelcome](m); err == nil {
				topics = append(topics, w.Subscription)
			}
		}
		if want := []string{"", "kernel."}[i : i+1]; !slices.Equal(topics, want) {
			t.Errorf("client %d was welcomed to %q, want %q", i, topics, want)
		}
	}
}

func TestTopics(t *testing.T) {
	k := startKernel(t, tcp("secret"), transport.Limits{})
	s, err := transport.Dial(t.Context(), k.info, transport.IOPub, "")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	recv := func() string {
		t.Helper()
		_ = s.SetReadDeadline(time.Now().Add(10 * time.Second))
		frames, err := s.Recv()
		if err != nil {
			t.Fatal(err)
		}
		return string(frames[0])
	}
	subscribe := func(topic string) {
		t.Helper()
		if err := s.Subscribe(topic); err != nil {
			t.Fatal(err)
		}
		if got := recv(); got != topic {
			t.Fatalf("welcomed to %q, want %q", got, topic)
		}
	}
	subscribe("a.")
	subscribe("b.")
	for _, topic := range []string{"c.1", "a.1", "b", "b.1"} {
		k.channels.Publish([][]byte{[]byte(topic)})
	}
	if got := []string{recv(), recv()}; !slices.Equal(got, []string{"a.1", "b.1"}) {
		t.Errorf("got %q", got)
	}
	if err := s.Unsubscribe("a."); err != nil {
		t.Fatal(err)
	}
	subscribe("d.") // its welcome says that the unsubscription has been seen
	for _, topic := range []string{"a.2", "b.2"} {
		k.channels.Publish([][]byte{[]byte(topic)})
	}
	if got := recv(); got != "b.2" {
		t.Errorf("got %q after unsubscribing", got)
	}
}

// What is queued leaves before the connections close, and then they do close.
func TestCloseDrains(t *testing.T) {
	k := startKernel(t, tcp("secret"), transport.Limits{Linger: time.Minute})
	s, err := transport.Dial(t.Context(), k.info, transport.IOPub, "")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Subscribe(""); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Recv(); err != nil { // the welcome
		t.Fatal(err)
	}
	const n = 20_000
	payload := make([]byte, 1000)
	for range n {
		k.channels.Publish([][]byte{[]byte("t"), payload})
	}
	closed := make(chan error, 1)
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		closed <- k.channels.Close(ctx)
	}()
	// The client has things under way to the kernel all the while. To close on
	// them would reset the connection, and with it what has not been read yet.
	chatter := make(chan struct{})
	go func() {
		defer close(chatter)
		var err error
		for err == nil {
			err = s.Subscribe("x")
		}
	}()
	defer func() { <-chatter }()
	defer s.Close()
	got := 0
	for {
		_ = s.SetReadDeadline(time.Now().Add(time.Minute))
		var m [][]byte
		if m, err = s.Recv(); err != nil {
			break
		}
		if len(m) == 2 && string(m[0]) == "t" { // not the welcome to "x"
			got++
		}
	}
	if got != n || !errors.Is(err, io.EOF) {
		t.Errorf("got %d of %d, then %v", got, n, err)
	}
	s.Close()
	if err := <-closed; err != nil {
		t.Errorf("close: %v", err)
	}
}

// A client that does not read cannot hold Close up beyond its deadline.
func TestCloseIsBounded(t *testing.T) {
	k := startKernel(t, tcp("secret"), transport.Limits{})
	silent(t, k)
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	start := time.Now()
	if err := k.channels.Close(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("close: %v", err)
	}
	if d := time.Since(start); d > 5*time.Second {
		t.Errorf("close took %v", d)
	}
}

// silent connects a subscriber that does not read and fills its connection.
func silent(t *testing.T, k *miniKernel) {
	t.Helper()
	s, err := transport.Dial(t.Context(), k.info, transport.IOPub, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if err := s.Subscribe(""); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Recv(); err != nil { // the welcome: from now on it is silent
		t.Fatal(err)
	}
	payload := make([]byte, 1<<20)
	for range 32 { // far more than socket buffers hold
		k.channels.Publish([][]byte{[]byte("t"), payload})
	}
}

func TestStalledClientIsDropped(t *testing.T) {
	k := startKernel(t, tcp("secret"), transport.Limits{Stall: 50 * time.Millisecond})
	silent(t, k)
	eventually(t, "a log line about the stall", func() bool { return k.log.find("iopub", "does not read") })
}

func TestGivenPortsAreBound(t *testing.T) {
	k := startKernel(t, tcp("secret"), transport.Limits{})
	info := k.info
	if _, err := transport.Listen(info, transport.Options{}); err == nil {
		t.Fatal("bound ports twice")
	}
	if err := k.channels.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	again := startKernel(t, info, transport.Limits{})
	if again.info != info {
		t.Errorf("bound %+v, want %+v", again.info, info)
	}
}

func TestStaleIPCSocketIsReplaced(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a closed listener's socket cannot be left behind there")
	}
	prefix := filepath.Join(t.TempDir(), "k")
	l, err := net.Listen("unix", prefix+"-7")
	if err != nil {
		t.Fatal(err)
	}
	l.(*net.UnixListener).SetUnlinkOnClose(false)
	info := jupyter.ConnectionInfo{Transport: jupyter.IPC, IP: prefix, ShellPort: 7, Key: "k", SignatureScheme: jupyter.Scheme}
	if _, err := transport.Listen(info, transport.Options{}); err == nil {
		t.Fatal("took over a socket in use")
	}
	l.Close()
	k := startKernel(t, info, transport.Limits{})
	fi, err := os.Stat(prefix + "-7")
	if err != nil || fi.Mode().Perm() != 0o600 {
		t.Errorf("socket: %v, %v", fi, err)
	}
	kerneltest.Dial(t, k.info).Request(transport.Shell, jupyter.KernelInfoRequest{})
}
