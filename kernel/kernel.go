package kernel

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/bits"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"schedtick/kernel/history"
	"schedtick/kernel/jupyter"
	"schedtick/kernel/resident"
	"schedtick/kernel/transport"
)

// Options are what [Serve] works with.
type Options struct {
	// Connection says where to listen and with which key.
	Connection jupyter.ConnectionInfo
	// Ready, if not nil, is called with the bound ports once clients can connect.
	Ready func(jupyter.ConnectionInfo) error
	// Language runs the cells. Serve closes it.
	Language Language
	// History is the path of the file that keeps inputs; "" keeps them in memory.
	History string
	// Signals delivers os.Interrupt to stop the running cell, and anything else to
	// end the kernel. nil: no signals.
	Signals <-chan os.Signal
	// Log; nil discards.
	Log *slog.Logger
}

// Kernel serves one session. It starts these goroutines; Serve ends all of them
// and returns after the last:
//
//  1. shell reader: decodes, answers what overlaps, queues the rest. Ends when
//     the channels are closed.
//  2. control reader: decodes and answers. Ends likewise.
//  3. stdin reader: hands input replies to the prompter. Ends likewise.
//  4. executor: takes from the queue, one request at a time, and runs the cells.
//     Ends when the queue is closed.
//
// Now and then a timer's goroutine lets go of memory, see rest.
//
// The language's own goroutine delivers outputs while the executor waits in
// Language.Run.
type Kernel struct {
	log      *slog.Logger
	channels *transport.Channels
	codec    *jupyter.Codec
	stamp    jupyter.Session
	lang     Language
	inputs   *history.Store
	routes   map[string]*route
	status   statusBoard
	queue    *queue
	prompter prompter
	runner   runner // the executor's
	rest     rest

	ctx  context.Context // done when the kernel ends
	quit context.CancelFunc
	bad  atomic.Uint64 // messages that could not be decoded
}

const (
	// closeLanguage bounds the wait for the executor after the language was closed.
	closeLanguage = 2 * time.Second
	// closeChannels bounds the sending of what is queued.
	closeChannels = 1500 * time.Millisecond
)

// Serve binds the channels and answers requests until a shutdown request, a
// signal, or the end of ctx. A nil error is an orderly end.
func Serve(ctx context.Context, opts Options) error {
	log := opts.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	if opts.Connection.Key == "" {
		log.Warn("kernel: the connection has no key: messages are neither signed nor verified")
	}
	k := &Kernel{
		log:    log,
		codec:  jupyter.NewCodec(opts.Connection.Key, jupyter.CodecOptions{Replay: 1 << 12}),
		stamp:  jupyter.NewSession("kernel"),
		lang:   opts.Language,
		inputs: history.Open(opts.History, log),
		routes: table(),
		queue:  newQueue(),
	}
	k.status.publish = k.publish
	k.runner.count = 1
	k.ctx, k.quit = context.WithCancel(ctx)
	defer k.quit()

	var err error
	k.channels, err = transport.Listen(opts.Connection, transport.Options{Log: log, Welcome: k.welcome})
	if err != nil {
		return errors.Join(fmt.Errorf("kernel: %w", err), opts.Language.Close())
	}
	if opts.Ready != nil {
		if err := opts.Ready(k.channels.Info()); err != nil {
			return errors.Join(fmt.Errorf("kernel: %w", err), k.channels.Close(k.ctx), opts.Language.Close())
		}
	}
	k.publish(jupyter.Header{}, jupyter.KernelStatus{State: jupyter.Starting})
	var memory resident.Memory
	k.rest.letGo = memory.LetGo
	k.rest.start()
	defer k.rest.close()

	var readers, executor sync.WaitGroup
	readers.Go(func() { k.read(transport.Shell) })
	readers.Go(func() { k.read(transport.Control) })
	readers.Go(k.readStdin)
	executor.Go(k.execute)

	k.wait(opts.Signals)
	err = k.close(&executor)
	readers.Wait()
	return err
}

// wait returns when the kernel is to end.
func (k *Kernel) wait(signals <-chan os.Signal) {
	for {
		select {
		case <-k.ctx.Done():
			return
		case sig := <-signals:
			if sig != os.Interrupt {
				k.log.Info("kernel: ends on a signal", "signal", sig)
				return
			}
			k.stop()
		}
	}
}

// close ends everything, within 5 s: the language first, so that a running cell
// ends; then the executor; then the channels, which send what is queued.
func (k *Kernel) close(executor *sync.WaitGroup) error {
	k.quit()
	k.queue.close()
	k.prompter.cancel()
	err := k.lang.Close()

	ended := make(chan struct{})
	go func() { executor.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-time.After(closeLanguage):
		k.log.Error("kernel: the running cell did not end with the language")
	}
	ctx, cancel := context.WithTimeout(context.Background(), closeChannels)
	defer cancel()
	if e := k.channels.Close(ctx); e != nil {
		k.log.Info("kernel: a client did not read to the end", "err", e)
	}
	k.inputs.Close()
	return err
}

// stop interrupts the running cell, wherever it waits.
func (k *Kernel) stop() {
	k.prompter.cancel()
	k.lang.Interrupt()
}

// read is goroutine 1 or 2.
func (k *Kernel) read(ch transport.Channel) {
	for in := range k.channels.Requests(ch) {
		msg, err := k.codec.Decode(in.Frames)
		if err != nil {
			k.rejected(ch, err)
			continue
		}
		k.dispatch(&request{k: k, in: in, msg: msg})
	}
}

// dispatch finds the route of a request and answers or queues it.
func (k *Kernel) dispatch(r *request) {
	name := r.msg.Header.Type
	r.route = k.routes[name]
	if r.route == nil || !r.route.accepts(r.in.Channel) {
		r.refuse("not supported", fmt.Errorf("kernel: %q is not answered on %s", name, r.in.Channel))
		return
	}
	if r.route.overlaps {
		r.serve()
		return
	}
	if !k.queue.put(r) {
		r.refuse("too busy", fmt.Errorf("kernel: %d requests wait already", maxQueued))
	}
}

// readStdin is goroutine 3.
func (k *Kernel) readStdin() {
	for in := range k.channels.Requests(transport.Stdin) {
		msg, err := k.codec.Decode(in.Frames)
		if err != nil {
			k.rejected(transport.Stdin, err)
			continue
		}
		if err := k.prompter.answered(in.Identity(), msg); err != nil {
			k.log.Info("kernel: dropped on stdin", "type", msg.Header.Type, "err", err)
		}
	}
}

// rejected logs a message that is none, seldom enough to survive a flood.
func (k *Kernel) rejected(ch transport.Channel, err error) {
	if n := k.bad.Add(1); n <= 10 || bits.OnesCount64(n) == 1 {
		k.log.Warn("kernel: message rejected", "channel", ch, "err", err, "so_far", n)
	}
}

// welcome is what a new subscriber of iopub gets.
func (k *Kernel) welcome(topic string) [][]byte {
	frames, err := k.codec.Encode(k.stamp.Welcome(topic))
	if err != nil {
		k.log.Error("kernel: welcome not encoded", "err", err)
		return nil
	}
	return frames
}
