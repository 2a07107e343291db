// Schedtick is a Jupyter kernel for Go that makes concurrency visible.
package main

import (
	"context"
	"os"

	"schedtick/kernel/cli"
)

func main() {
	std := cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}
	os.Exit(cli.Main(context.Background(), os.Args[1:], std))
}
