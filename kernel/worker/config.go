package worker

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
)

// Mode says where the user's standard streams lead.
type Mode uint8

const (
	// Captured streams are read by the front and given to Events.
	Captured Mode = iota
	// Inherited streams are the front's own, byte for byte. Only kernel/display and
	// results come through Events then.
	Inherited
)

// ErrInterrupted is what Events.Input returns, wrapped, when an interrupt of the
// cell ended the question.
var ErrInterrupted = errors.New("interrupted")

// Events receives what a worker's programs produce. Stream, Display and Result are
// called in order, from one goroutine; all that a cell produces before it ends
// comes before its Run returns. What goroutines produce later is reported under the
// cell that ran last. A method that is slow slows the program down, no more.
type Events interface {
	// Stream is output on "stdout" or "stderr", collected over 25 ms or 128 KB. It
	// does not end within a character. The callee owns data.
	Stream(cell int, name string, data []byte)
	// Display is a request of kernel/display.
	Display(cell int, d Display)
	// Result is the value of the last expression, by MIME type. A cell can have
	// several: one for each value of a call that returns several.
	Result(cell int, d Display)
	// Input asks the user for a line of standard input, without its line feed. It is
	// called from a goroutine of its own, after all that was produced before, and
	// other methods may be called meanwhile. ctx is done when nobody waits any more.
	// io.EOF ends the input for good; another error fails this reading.
	Input(ctx context.Context, cell int, prompt string, password bool) (string, error)
}

// Config says how to start a worker. Only Events is needed.
type Config struct {
	// Exe is the binary; empty means the running one.
	Exe string
	// Args are its arguments; nil means the hidden subcommand "worker".
	Args []string
	// Env is its environment; nil means the front's.
	Env []string
	// Dir is its working directory; empty means the front's.
	Dir string
	// ProgramArgs are the arguments that user programs find in os.Args[1:].
	ProgramArgs []string
	// Log takes what a developer of schedtick wants to know; nil is silent.
	Log *slog.Logger
	// MemLimit is how much memory the process may have resident before it is ended,
	// in bytes: 0 means 80% of what the control group or the machine has, less
	// than 0 means no limit.
	MemLimit int64
	// Stdio says where the user's standard streams lead.
	Stdio Mode
	// Events receives output.
	Events Events
}

func (c Config) withDefaults() (Config, error) {
	if c.Events == nil {
		return c, fmt.Errorf("worker: config: no Events")
	}
	if c.Exe == "" {
		exe, err := os.Executable()
		if err != nil {
			return c, fmt.Errorf("worker: config: own binary: %w", err)
		}
		c.Exe = exe
	}
	if c.Args == nil {
		c.Args = []string{"worker"}
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	c.MemLimit = MemoryLimit(c.MemLimit)
	return c, nil
}

// MemoryLimit is the limit that Config.MemLimit means, in bytes; 0 for none.
func MemoryLimit(asked int64) int64 {
	switch {
	case asked < 0:
		return 0
	case asked == 0:
		return systemMemory() / 10 * 8
	}
	return asked
}
