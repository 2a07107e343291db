// Schedtick is a Jupyter kernel for Go that makes concurrency visible.
package main

import (
	"context"
	"embed"
	"os"

	"schedtick/kernel/cli"
)

// probe is the source of package runtimeprobe, for cells that are built as programs of
// their own and are to be observed.
//
//go:embed runtimeprobe/*.go runtimeprobe/*.s
var probe embed.FS

func main() {
	std := cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}
	os.Exit(cli.Main(context.Background(), os.Args[1:], std, probe))
}
