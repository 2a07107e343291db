package rt

import (
	"fmt"
	"io"
	"os"
)

// StdinReader is os.Stdin where an io.Reader is wanted.
func StdinReader() io.Reader { return os.Stdin }

// SetInput says how a line of input is asked for.
func SetInput(ask func(prompt string) (string, error)) {}

// Scan is fmt.Scan.
func Scan(a ...any) (int, error) { return fmt.Fscan(StdinReader(), a...) }

// Scanln is fmt.Scanln.
func Scanln(a ...any) (int, error) { return fmt.Fscanln(StdinReader(), a...) }

// Scanf is fmt.Scanf.
func Scanf(format string, a ...any) (int, error) { return fmt.Fscanf(StdinReader(), format, a...) }
