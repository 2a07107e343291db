package transport_test

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"schedtick/kernel/jupyter"
	"schedtick/kernel/transport"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// miniKernel is the least kernel that tests can talk to: it knows kernel_info
// and three "programs": "print N" broadcasts N stream messages, "ask" asks for
// input and prints it, "wait" replies when release is closed.
type miniKernel struct {
	t        testing.TB
	channels *transport.Channels
	info     jupyter.ConnectionInfo
	codec    *jupyter.Codec
	session  jupyter.Session
	log      *logBook
	release  chan struct{}
	bad      atomic.Int64 // messages that did not decode
	running  sync.WaitGroup

	mu     sync.Mutex
	asking chan string
}

func startKernel(t testing.TB, info jupyter.ConnectionInfo, limits transport.Limits) *miniKernel {
	t.Helper()
	k := &miniKernel{
		t: t, codec: jupyter.NewCodec(info.Key, jupyter.CodecOptions{}), session: jupyter.NewSession("kernel"),
		log: new(logBook), release: make(chan struct{}),
	}
	channels, err := transport.Listen(info, transport.Options{
		Log: slog.New(k.log), Limits: limits,
		Welcome: func(topic string) [][]byte { return k.encode(k.session.Welcome(topic)) },
	})
	if err != nil {
		t.Fatal(err)
	}
	k.channels, k.info = channels, channels.Info()
	for _, ch := range []transport.Channel{transport.Shell, transport.Control, transport.Stdin} {
		k.running.Go(func() {
			for r := range channels.Requests(ch) {
				k.handle(r)
			}
		})
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := channels.Close(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("close: %v", err)
		}
		k.running.Wait()
	})
	return k
}

func tcp(key string) jupyter.ConnectionInfo {
	return jupyter.ConnectionInfo{Transport: jupyter.TCP, IP: "127.0.0.1", Key: key, SignatureScheme: jupyter.Scheme}
}

func (k *miniKernel) encode(m *jupyter.Message) [][]byte {
	frames, err := k.codec.Encode(m)
	if err != nil {
		k.t.Errorf("encode: %v", err)
	}
	return frames
}

func (k *miniKernel) publish(parent jupyter.Header, c jupyter.Content) {
	k.channels.Publish(k.encode(k.session.Publish(parent, c)))
}

func (k *miniKernel) handle(r transport.Request) {
	m, err := k.codec.Decode(r.Frames)
	if err != nil {
		k.bad.Add(1)
		return
	}
	if in, err := jupyter.As[jupyter.InputReply](m); err == nil {
		k.mu.Lock()
		if k.asking != nil {
			k.asking <- in.Value
			k.asking = nil
		}
		k.mu.Unlock()
		return
	}
	reply := func(c jupyter.Content) {
		// A client that has gone, or was dropped, needs no answer.
		_ = r.Reply(k.encode(k.session.Reply(m, c)))
	}
	k.publish(m.Header, jupyter.KernelStatus{State: jupyter.Busy})
	defer k.publish(m.Header, jupyter.KernelStatus{State: jupyter.Idle})
	switch m.Header.Type {
	case "kernel_info_request":
		reply(jupyter.KernelInfoReply{
			Implementation: "mini", ImplementationVersion: "0",
			LanguageInfo: jupyter.LanguageInfo{Name: "go", Version: "1.26", MIMEType: "text/x-go", FileExtension: ".go"},
		})
	case "execute_request":
		req, err := jupyter.As[jupyter.ExecuteRequest](m)
		if err != nil {
			reply(jupyter.ErrorReply{Type: "execute_reply", Failure: jupyter.Failure{EName: "ContentError", EValue: err.Error()}})
			return
		}
		k.run(r, m, req.Code)
		reply(jupyter.ExecuteReply{ExecutionCount: 1})
	}
}

func (k *miniKernel) run(r transport.Request, m *jupyter.Message, code string) {
	verb, arg, _ := strings.Cut(code, " ")
	switch verb {
	case "print":
		n, _ := strconv.Atoi(arg)
		for i := range n {
			k.publish(m.Header, jupyter.Stream{Name: jupyter.Stdout, Text: strconv.Itoa(i) + "\n"})
		}
	case "ask":
		answer := make(chan string, 1)
		k.mu.Lock()
		k.asking = answer
		k.mu.Unlock()
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		frames := k.encode(k.session.Reply(m, jupyter.InputRequest{Prompt: "? "}))
		if err := r.Ask(ctx, frames); err != nil {
			k.publish(m.Header, jupyter.Stream{Name: jupyter.Stderr, Text: err.Error()})
			return
		}
		select {
		case s := <-answer:
			k.publish(m.Header, jupyter.Stream{Name: jupyter.Stdout, Text: s})
		case <-r.Gone():
		}
	case "wait":
		<-k.release
	}
}

// logBook is a slog.Handler that remembers messages of level Warn and above.
type logBook struct {
	mu    sync.Mutex
	lines []string
}

func (b *logBook) Enabled(_ context.Context, l slog.Level) bool { return l >= slog.LevelWarn }
func (b *logBook) WithAttrs([]slog.Attr) slog.Handler           { return b }
func (b *logBook) WithGroup(string) slog.Handler                { return b }
func (b *logBook) Handle(_ context.Context, r slog.Record) error {
	line := r.Message
	r.Attrs(func(a slog.Attr) bool { line += " " + a.String(); return true })
	b.mu.Lock()
	defer b.mu.Unlock()
	b.lines = append(b.lines, line)
	return nil
}

// find reports whether a line contains all of words.
func (b *logBook) find(words ...string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
next:
	for _, l := range b.lines {
		for _, w := range words {
			if !strings.Contains(l, w) {
				continue next
			}
		}
		return true
	}
	return false
}

// eventually polls cond until it holds, and fails the test if it never does.
func eventually(t testing.TB, what string, cond func() bool) {
	t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for !cond() {
		if time.Now().After(deadline) {
			t.Fatalf("%s: not within 30 s", what)
		}
		time.Sleep(time.Millisecond)
	}
}
