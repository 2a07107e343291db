package cli

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"schedtick/kernel"
	"schedtick/kernel/history"
	"schedtick/kernel/jupyter"
)

func kernelCommand(source fs.FS) *cobra.Command {
	var file string
	var native bool
	cmd := &cobra.Command{
		Use:   "kernel -f FILE",
		Short: "Serve a Jupyter client; Jupyter starts this",
		Long: "Serve a Jupyter client at the ports of a connection file. Ports that are 0 are\n" +
			"chosen, and a file that is missing is made; its key is for its owner only.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			mode := kernel.NativeAuto
			if native {
				mode = kernel.NativeOn
			}
			return serve(cmd.Context(), cmd, file, kernel.NotebookOptions{Native: mode, Source: source})
		},
	}
	cmd.Flags().BoolVar(&native, "native", false, "compile every cell, which needs the Go toolchain")
	cmd.Flags().StringVarP(&file, "file", "f", "", "connection `FILE`")
	if err := cmd.MarkFlagRequired("file"); err != nil {
		panic(err) // the flag is one line above
	}
	return cmd
}

func serve(ctx context.Context, cmd *cobra.Command, file string, session kernel.NotebookOptions) error {
	log := newLog(cmd.ErrOrStderr())
	session.Log = log
	info, chosen, err := connection(file)
	if err != nil {
		return err
	}
	// The worker starts first: while it comes up, the sockets are bound.
	nb, err := kernel.NewNotebook(ctx, session)
	if err != nil {
		return err
	}
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer watchParent(cancel)()

	opts := kernel.Options{
		Connection: info, Language: nb, History: history.DefaultPath(), Signals: signals, Log: log,
	}
	if chosen {
		opts.Ready = func(info jupyter.ConnectionInfo) error { return info.WriteFile(file) }
	}
	return kernel.Serve(ctx, opts)
}

// connection reads the connection file, or thinks of one where there is none. It
// reports whether the file has to be written once the ports are known.
func connection(file string) (info jupyter.ConnectionInfo, write bool, err error) {
	info, err = jupyter.ReadConnectionFile(file)
	if err == nil {
		zero := info.ShellPort == 0 || info.IOPubPort == 0 || info.StdinPort == 0 || info.ControlPort == 0 || info.HBPort == 0
		return info, zero, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return info, false, err
	}
	var key [32]byte
	if _, err := rand.Read(key[:]); err != nil {
		return info, false, fmt.Errorf("cli: kernel: key: %w", err)
	}
	return jupyter.ConnectionInfo{
		Transport: jupyter.TCP, IP: "127.0.0.1",
		Key: hex.EncodeToString(key[:]), SignatureScheme: jupyter.Scheme, KernelName: "schedtick",
	}, true, nil
}
