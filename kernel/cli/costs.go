package cli

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"schedtick/runtimeprobe/costs"
)

// costsCommand measures what goroutines and threads cost, in a process that has
// done nothing else. It is hidden: %costs starts it, and the comparison with
// independent programs.
func costsCommand() *cobra.Command {
	var opts costs.Options
	var asJSON bool
	cmd := &cobra.Command{
		Use:    "costs",
		Short:  "Measure what goroutines and threads cost on this machine",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			exe, err := os.Executable()
			if err != nil {
				return fmt.Errorf("costs: %w", err)
			}
			opts.Child = []string{exe, "costs", "child"}
			table, err := costs.Measure(cmd.Context(), opts)
			if err != nil {
				return err
			}
			if asJSON {
				return json.NewEncoder(cmd.OutOrStdout()).Encode(table)
			}
			_, err = fmt.Fprint(cmd.OutOrStdout(), table.Text())
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the table as JSON")
	cmd.Flags().BoolVar(&opts.Million, "million", false, "park a million goroutines if there is memory")
	cmd.Flags().StringVar(&opts.Threads, "threads", "", "the C program for threads, built; `FILE`")
	cmd.Flags().StringVar(&opts.NoThreads, "no-threads", "", "`WHY` there is none")
	cmd.AddCommand(&cobra.Command{
		Use:    "child",
		Hidden: true,
		Args:   cobra.ArbitraryArgs,
		RunE:   func(cmd *cobra.Command, args []string) error { return costs.ChildMain(args, cmd.OutOrStdout()) },
	})
	return cmd
}
