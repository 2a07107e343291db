package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"schedtick/install"
)

// target is where a kernelspec goes, as flags say.
type target struct {
	user, sysPrefix bool
	prefix          string
}

func (t *target) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.BoolVar(&t.user, "user", false, "for the current user (the default)")
	f.BoolVar(&t.sysPrefix, "sys-prefix", false, "in the active Python environment")
	f.StringVar(&t.prefix, "prefix", "", "below `DIR`/share/jupyter")
	cmd.MarkFlagsMutuallyExclusive("user", "sys-prefix", "prefix")
}

func (t *target) dataDir(cmd *cobra.Command) (string, error) {
	scope := install.User
	switch {
	case t.sysPrefix:
		scope = install.SysPrefix
	case cmd.Flags().Changed("prefix"):
		scope = install.Prefix
	}
	return install.System().DataDir(scope, t.prefix)
}

func installCommand() *cobra.Command {
	var t target
	var native bool
	cmd := &cobra.Command{
		Use:   "install",
		Short: "Register the kernel with Jupyter",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			data, err := t.dataDir(cmd)
			if err != nil {
				return err
			}
			exe, err := install.Executable()
			if err != nil {
				return err
			}
			dir, err := install.Install(data, exe)
			if err != nil {
				return err
			}
			if _, err = fmt.Fprintf(cmd.OutOrStdout(), "wrote kernelspec %s to %s\n", install.Name, dir); err != nil || !native {
				return err
			}
			if dir, err = install.InstallNative(data, exe); err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "wrote kernelspec %s to %s\n", install.NativeName, dir)
			return err
		},
	}
	cmd.Flags().BoolVar(&native, "native", false, "also the kernel that compiles every cell, which needs the Go toolchain")
	t.flags(cmd)
	return cmd
}

func uninstallCommand() *cobra.Command {
	var t target
	cmd := &cobra.Command{
		Use:   "uninstall",
		Short: "Remove the kernel from Jupyter",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			data, err := t.dataDir(cmd)
			if err != nil {
				return err
			}
			dir, err := install.Uninstall(data)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "removed kernelspec %s from %s\n", install.Name, dir)
			return err
		},
	}
	t.flags(cmd)
	return cmd
}
