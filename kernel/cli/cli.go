package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/spf13/cobra"
)

// Streams are the standard streams, for what the commands themselves say.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// exitError ends the command with a status. What there is to say has been said.
type exitError struct{ status int }

func (e exitError) Error() string { return fmt.Sprintf("exit status %d", e.status) }

// Main runs the command that args name, without the program's name, and returns
// the exit status: 0, 1 for an error, 2 for a command line that is not
// understood, or what the command's program ended with. source is
// [kernel.NotebookOptions].Source.
func Main(ctx context.Context, args []string, std Streams, source fs.FS) int {
	// The worker is started for every session and owns its descriptors: it goes
	// before anything that is not needed for it.
	if len(args) > 0 && args[0] == workerCommand {
		return workerMain()
	}
	root := &cobra.Command{
		Use:           "schedtick",
		Short:         "Go in notebooks, with the scheduler in view",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
	}
	root.SetArgs(args)
	root.SetIn(std.In)
	root.SetOut(std.Out)
	root.SetErr(std.Err)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(kernelCommand(source), installCommand(), uninstallCommand(), runCommand(source), versionCommand(), costsCommand())

	err := root.ExecuteContext(ctx)
	var exit exitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.status
	}
	fmt.Fprintf(std.Err, "schedtick: %v\n", err)
	if errors.As(err, &usageError{}) {
		fmt.Fprintln(std.Err, "schedtick: see schedtick --help")
		return 2
	}
	return 1
}

// usageError is a command line that is not understood.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }
