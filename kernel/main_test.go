package kernel_test

import (
	"context"
	"os"
	"testing"

	"go.uber.org/goleak"

	"schedtick/kernel/cli"
)

// TestMain makes the test binary stand in for schedtick: called with a subcommand,
// as fronts call their workers and as tests call kernels, it is one.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		switch os.Args[1] {
		case "worker", "kernel", "run", "costs":
			os.Exit(cli.Main(context.Background(), os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, nil))
		}
	}
	goleak.VerifyTestMain(m)
}
