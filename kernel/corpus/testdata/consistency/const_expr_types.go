package main

import (
	"fmt"
	"time"
)

type Size uint64

const (
	B  Size = 1
	KB      = B << 10
	MB      = KB << 10
)

func (s Size) String() string {
	switch {
	case s >= MB:
		return fmt.Sprintf("%.1fMB", float64(s)/float64(MB))
	case s >= KB:
		return fmt.Sprintf("%.1fKB", float64(s)/float64(KB))
	}
	return fmt.Sprintf("%dB", uint64(s))
}

type Level int8

const (
	Debug Level = iota - 1
	Info
	Warn
)

var names = map[Level]string{Debug: "DEBUG", Info: "INFO"}

func (l Level) String() string {
	if n, ok := names[l]; ok {
		return n
	}
	return fmt.Sprintf("Level(%d)", int8(l))
}

const timeout = 3 * time.Second / 2

type mode string

const (
	read  mode = "r"
	write      = read + "w"
)

const (
	mask  = ^uint8(0) >> 4
	neg   = -1 << 3
	round = int(2.0 * 3.5)
	cond  = "a" < "b"
)

func main() {
	fmt.Println(B, KB*3/2, MB+MB/2, Size(5))
	fmt.Println(Debug, Info, Warn, Level(100))
	fmt.Printf("%d %v %s %x|%5v|%-7v|\n", Debug, Warn, Info, Info, Debug, Info)
	fmt.Println(timeout, timeout.Milliseconds(), read, write)
	fmt.Printf("%T %T %T %v %v %v %v\n", write, mask, neg, mask, neg, round, cond)
	var arr [MB >> 18]int
	fmt.Println(len(arr))
	d := 2
	fmt.Println(time.Duration(d)*time.Second, time.Duration(1.5*float64(time.Second)))
	switch Level(0) {
	case Debug, Warn:
		fmt.Println("no")
	case Info:
		fmt.Println("info")
	}
}
