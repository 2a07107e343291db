package main

import (
	"fmt"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	log.SetPrefix("p: ")
	log.Println("line", 1)
	l := log.New(os.Stdout, "[own] ", log.Lmsgprefix)
	l.Printf("%d%%", 5)
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		log.Panicf("bad %d", 2)
	}()
	defer fmt.Println("never")
	log.Fatalln("fatal", 3)
}
