package main

import (
	"fmt"
	"os"
)

type cleanup struct{}

func (cleanup) Close() { fmt.Println("never printed") }

func main() {
	defer cleanup{}.Close()
	defer func() {
		fmt.Println("never either", recover())
	}()
	go func() {
		select {}
	}()
	func() {
		defer fmt.Println("nor this")
		fmt.Print("exiting without newline")
		os.Exit(7)
	}()
}
