package rt

import (
	"fmt"
	"io"
	"os"
)

// Print is fmt.Print.
func Print(a ...any) (int, error) { current().check(); return write(fmt.Append(nil, a...)) }

// Println is fmt.Println.
func Println(a ...any) (int, error) { current().check(); return write(fmt.Appendln(nil, a...)) }

// Printf is fmt.Printf.
func Printf(format string, a ...any) (int, error) {
	current().check()
	return write(fmt.Appendf(nil, format, a...))
}

// Sprint is fmt.Sprint.
func Sprint(a ...any) string { return fmt.Sprint(a...) }

// Sprintln is fmt.Sprintln.
func Sprintln(a ...any) string { return fmt.Sprintln(a...) }

// Sprintf is fmt.Sprintf.
func Sprintf(format string, a ...any) string { return fmt.Sprintf(format, a...) }

// Fprint is fmt.Fprint.
func Fprint(w io.Writer, a ...any) (int, error) { return fmt.Fprint(w, a...) }

// Fprintln is fmt.Fprintln.
func Fprintln(w io.Writer, a ...any) (int, error) { return fmt.Fprintln(w, a...) }

// Fprintf is fmt.Fprintf.
func Fprintf(w io.Writer, format string, a ...any) (int, error) {
	return fmt.Fprintf(w, format, a...)
}

// Append is fmt.Append.
func Append(b []byte, a ...any) []byte { return fmt.Append(b, a...) }

// Appendln is fmt.Appendln.
func Appendln(b []byte, a ...any) []byte { return fmt.Appendln(b, a...) }

// Appendf is fmt.Appendf.
func Appendf(b []byte, format string, a ...any) []byte { return fmt.Appendf(b, format, a...) }

// Errorf is fmt.Errorf.
func Errorf(format string, a ...any) error { return fmt.Errorf(format, a...) }

// PrintB is the builtin print.
func PrintB(a ...any) { FlushOutput(); fmt.Fprint(os.Stderr, a...) }

// PrintlnB is the builtin println.
func PrintlnB(a ...any) { FlushOutput(); fmt.Fprintln(os.Stderr, a...) }
