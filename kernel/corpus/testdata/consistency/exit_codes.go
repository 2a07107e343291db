package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	flag.Parse()
	fmt.Fprintln(os.Stderr, "to stderr")
	fmt.Fprintln(os.Stdout, len(os.Args) > 0, flag.NArg())
	defer fmt.Println("not printed")
	os.Exit(42)
}
