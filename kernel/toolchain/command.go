package toolchain

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// GoCall is one use of the go command.
type GoCall struct {
	Dir  string   // working directory; "" is the front's
	Args []string // without "go"
	Env  []string // added to the environment
	// Network lets it ask the user's module proxy, with the user's own settings.
	Network bool
}

// Command runs the go command and returns its standard output. The error is a
// *[CommandError] if the command said no. It ends with ctx, and all that it started.
func (t *Tools) Command(ctx context.Context, c GoCall) ([]byte, error) {
	g, err := t.Go(ctx)
	if err != nil {
		return nil, err
	}
	return t.command(ctx, g.Path, c)
}

// CommandError is what a compiler or the go command said before it failed.
type CommandError struct {
	Args   []string
	Stderr string
	Err    error
}

func (e *CommandError) Error() string {
	if text := strings.TrimSpace(e.Stderr); text != "" {
		return text
	}
	return fmt.Sprintf("%s: %v", strings.Join(e.Args, " "), e.Err)
}

func (e *CommandError) Unwrap() error { return e.Err }

func (t *Tools) command(ctx context.Context, path string, c GoCall) ([]byte, error) {
	dirs, err := t.cache.open()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(path, c.Args...)
	cmd.Dir = c.Dir
	if cmd.Dir == "" {
		cmd.Dir = dirs.work // no go.mod above it has a say
	}
	cmd.Env = append(goEnv(os.Environ(), dirs, c.Network), c.Env...)
	cmd.Env = append(cmd.Env, "PWD="+cmd.Dir)
	return t.output(ctx, cmd)
}

// goEnv is the environment of the go command.
func goEnv(env []string, dirs dirs, network bool) []string {
	out := make([]string, 0, len(env)+8)
	for _, kv := range env {
		name, _, _ := strings.Cut(kv, "=")
		switch name {
		case "GOFLAGS", "GOWORK", "GO111MODULE", "GOCACHE", "GOTOOLCHAIN", "GOEXPERIMENT", "GODEBUG", "GOCACHEPROG", "GOTMPDIR", "PWD":
			continue
		case "GOPROXY", "GOENV", "GOVCS", "GOSUMDB":
			if !network {
				continue
			}
		}
		out = append(out, kv)
	}
	_, experiments := versionOf(runtime.Version())
	out = append(out, "GOEXPERIMENT="+experiments, "GOCACHE="+dirs.gocache, "GOTMPDIR="+dirs.work, "GOTOOLCHAIN=local", "GOWORK=off", "GO111MODULE=on")
	if !network {
		out = append(out, "GOPROXY=off", "GOENV=off", "GOSUMDB=off", "GOVCS=*:off")
	}
	return out
}

// versionOf parts a version of the runtime, "go1.26.8-X:goroutineleakprofile", into the
// go command's own and the experiments as GOEXPERIMENT has them. Code for a running process
// must be built with both the same.
func versionOf(runtime string) (version, experiments string) {
	version, experiments, _ = strings.Cut(runtime, "X:")
	return strings.TrimRight(version, "- "), strings.TrimSpace(experiments)
}

// waitForPipes is how long a command that was killed may keep its output open.
const waitForPipes = 2 * time.Second

// output runs a command to its end, or ctx's, and returns its standard output.
func (t *Tools) output(ctx context.Context, cmd *exec.Cmd) ([]byte, error) {
	stdout, _, err := run(ctx, cmd)
	return stdout, err
}

// outputs is output and returns what the command said on standard error.
func (t *Tools) outputs(ctx context.Context, cmd *exec.Cmd) (string, error) {
	_, stderr, err := run(ctx, cmd)
	return stderr, err
}

func run(ctx context.Context, cmd *exec.Cmd) (out []byte, said string, err error) {
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.WaitDelay = waitForPipes
	setGroup(cmd)
	if err := ctx.Err(); err != nil {
		return nil, "", err
	}
	if err := cmd.Start(); err != nil {
		return nil, "", fmt.Errorf("toolchain: start: %w", err)
	}
	stop := context.AfterFunc(ctx, func() { killGroup(cmd.Process) })
	err = cmd.Wait()
	stop()
	if cause := ctx.Err(); cause != nil && err != nil {
		return nil, "", cause
	}
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		return stdout.Bytes(), stderr.String(), &CommandError{Args: cmd.Args, Stderr: stderr.String(), Err: err}
	case err != nil:
		return stdout.Bytes(), stderr.String(), fmt.Errorf("toolchain: %s: %w", cmd.Path, err)
	}
	return stdout.Bytes(), stderr.String(), nil
}
