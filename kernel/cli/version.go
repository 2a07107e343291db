package cli

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"schedtick/kernel"
)

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of schedtick and of its Go",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "schedtick %s %s %s/%s\n",
				kernel.Version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}
