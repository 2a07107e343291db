package hook

// What prints or reads is the worker's, which knows the cell of the goroutine that does.
// This package imports as little as it can: what a cell does not import itself need not
// be linked into its plugin, and package fmt with all that it needs is a third of the time
// that the linker takes.

// Print is fmt.Print.
func Print(a ...any) (int, error) { return host.print(a) }

// Println is fmt.Println.
func Println(a ...any) (int, error) { return host.println(a) }

// Printf is fmt.Printf.
func Printf(format string, a ...any) (int, error) { return host.printf(format, a) }

// Sprint is fmt.Sprint.
func Sprint(a ...any) string { return host.sprint(a) }

// Sprintln is fmt.Sprintln.
func Sprintln(a ...any) string { return host.sprintln(a) }

// Sprintf is fmt.Sprintf.
func Sprintf(format string, a ...any) string { return host.sprintf(format, a) }

// Errorf is fmt.Errorf.
func Errorf(format string, a ...any) error { return host.errorf(format, a) }

// Direct comes around os.Stdout.
func Direct[T any](file T) T {
	host.direct()
	return file
}

// Flushed comes around os.Stderr and os.Stdin.
func Flushed[T any](file T) T {
	host.flush()
	return file
}

// PrintB is the predeclared print.
func PrintB(a ...any) { host.printB(a) }

// PrintlnB is the predeclared println.
func PrintlnB(a ...any) { host.printlnB(a) }

// Words comes around an operand of print that is an interface value.
func Words(v any) any { return host.words(v) }

// The forms of a function of fmt or log.
const (
	plain = iota
	lines
	formatted
)

// LogFatal is log.Fatal.
func LogFatal(v ...any) { host.logFatal(nil, plain, "", v) }

// LogFatalln is log.Fatalln.
func LogFatalln(v ...any) { host.logFatal(nil, lines, "", v) }

// LogFatalf is log.Fatalf.
func LogFatalf(format string, v ...any) { host.logFatal(nil, formatted, format, v) }

// Logger is a *log.Logger.
type Logger interface {
	Output(calldepth int, s string) error
}

// LoggerFatal is l.Fatal.
func LoggerFatal(_ int, l Logger, v ...any) { host.logFatal(l.Output, plain, "", v) }

// LoggerFatalln is l.Fatalln.
func LoggerFatalln(_ int, l Logger, v ...any) { host.logFatal(l.Output, lines, "", v) }

// LoggerFatalf is l.Fatalf.
func LoggerFatalf(_ int, l Logger, format string, v ...any) {
	host.logFatal(l.Output, formatted, format, v)
}

// Scan is fmt.Scan.
func Scan(a ...any) (int, error) { return host.scan(plain, "", a) }

// Scanln is fmt.Scanln.
func Scanln(a ...any) (int, error) { return host.scan(lines, "", a) }

// Scanf is fmt.Scanf.
func Scanf(format string, a ...any) (int, error) { return host.scan(formatted, format, a) }
