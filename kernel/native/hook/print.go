package hook

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"sync"
)

// Text goes through a buffer of the worker's, which knows the cell of the goroutine
// that prints.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func flushed(b *bytes.Buffer) (int, error) {
	n, err := host.print(b.Bytes())
	if b.Cap() <= 64<<10 {
		b.Reset()
		buffers.Put(b)
	}
	return n, err
}

// Print is fmt.Print.
func Print(a ...any) (int, error) {
	b := buffers.Get().(*bytes.Buffer)
	fmt.Fprint(b, a...)
	return flushed(b)
}

// Println is fmt.Println.
func Println(a ...any) (int, error) {
	b := buffers.Get().(*bytes.Buffer)
	fmt.Fprintln(b, a...)
	return flushed(b)
}

// Printf is fmt.Printf.
func Printf(format string, a ...any) (int, error) {
	b := buffers.Get().(*bytes.Buffer)
	fmt.Fprintf(b, format, a...)
	return flushed(b)
}

// Stdout is os.Stdout.
func Stdout() *os.File {
	host.direct()
	return os.Stdout
}

// Stderr is os.Stderr.
func Stderr() *os.File {
	host.flush()
	return os.Stderr
}

// Stdin is os.Stdin.
func Stdin() *os.File {
	host.flush()
	return os.Stdin
}

// Flush comes before the predeclared print and println.
func Flush() { host.flush() }

// LogFatal is log.Fatal.
func LogFatal(v ...any) {
	log.Print(v...)
	host.exit(1)
}

// LogFatalln is log.Fatalln.
func LogFatalln(v ...any) {
	log.Println(v...)
	host.exit(1)
}

// LogFatalf is log.Fatalf.
func LogFatalf(format string, v ...any) {
	log.Printf(format, v...)
	host.exit(1)
}

// Scan is fmt.Scan.
func Scan(a ...any) (int, error) { return host.scan(0, "", a) }

// Scanln is fmt.Scanln.
func Scanln(a ...any) (int, error) { return host.scan(1, "", a) }

// Scanf is fmt.Scanf.
func Scanf(format string, a ...any) (int, error) { return host.scan(2, format, a) }
