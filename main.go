// Schedtick is a Jupyter kernel for Go that makes concurrency visible.
package main

import (
	"context"
	"embed"
	"os"

	"schedtick/kernel/cli"
)

// source is the source of the packages of this module that compiled cells import, and
// that observe them where they are programs of their own.
//
//go:embed runtimeprobe/*.go runtimeprobe/*.s kernel/display/*.go
var source embed.FS

func main() {
	std := cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}
	os.Exit(cli.Main(context.Background(), os.Args[1:], std, source))
}
