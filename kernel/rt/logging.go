package rt

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"unsafe"
)

// LogPrint is log.Print.
func LogPrint(site int, v ...any) { LoggerPrint(site, log.Default(), v...) }

// LogPrintf is log.Printf.
func LogPrintf(site int, format string, v ...any) { LoggerPrintf(site, log.Default(), format, v...) }

// LogPrintln is log.Println.
func LogPrintln(site int, v ...any) { LoggerPrintln(site, log.Default(), v...) }

// LogOutput is log.Output.
func LogOutput(site, depth int, s string) error { return LoggerOutput(site, log.Default(), depth, s) }

// LogFatal is log.Fatal.
func LogFatal(site int, v ...any) { LoggerFatal(site, log.Default(), v...) }

// LogFatalf is log.Fatalf.
func LogFatalf(site int, format string, v ...any) { LoggerFatalf(site, log.Default(), format, v...) }

// LogFatalln is log.Fatalln.
func LogFatalln(site int, v ...any) { LoggerFatalln(site, log.Default(), v...) }

// LogPanic is log.Panic.
func LogPanic(site int, v ...any) { LoggerPanic(site, log.Default(), v...) }

// LogPanicf is log.Panicf.
func LogPanicf(site int, format string, v ...any) { LoggerPanicf(site, log.Default(), format, v...) }

// LogPanicln is log.Panicln.
func LogPanicln(site int, v ...any) { LoggerPanicln(site, log.Default(), v...) }

// LoggerPrint is l.Print.
func LoggerPrint(site int, l *log.Logger, v ...any) {
	if !silent(l) {
		_ = logLine(site, l, Sprint(v...))
	}
}

// LoggerPrintf is l.Printf.
func LoggerPrintf(site int, l *log.Logger, format string, v ...any) {
	if !silent(l) {
		_ = logLine(site, l, Sprintf(format, v...))
	}
}

// LoggerPrintln is l.Println.
func LoggerPrintln(site int, l *log.Logger, v ...any) {
	if !silent(l) {
		_ = logLine(site, l, Sprintln(v...))
	}
}

// LoggerOutput is l.Output. Who called the caller, which a depth of more than 1 asks
// for, the interpreter does not know: the place is ???:0 then, as in package log.
func LoggerOutput(site int, l *log.Logger, depth int, s string) error {
	if depth != 1 {
		site = 0
	}
	return logLine(site, l, s)
}

// LoggerFatal is l.Fatal.
func LoggerFatal(site int, l *log.Logger, v ...any) { LoggerPrint(site, l, v...); Exit(1) }

// LoggerFatalf is l.Fatalf.
func LoggerFatalf(site int, l *log.Logger, format string, v ...any) {
	LoggerPrintf(site, l, format, v...)
	Exit(1)
}

// LoggerFatalln is l.Fatalln.
func LoggerFatalln(site int, l *log.Logger, v ...any) { LoggerPrintln(site, l, v...); Exit(1) }

// LoggerPanic is l.Panic.
func LoggerPanic(site int, l *log.Logger, v ...any) { logPanic(site, l, Sprint(v...)) }

// LoggerPanicf is l.Panicf.
func LoggerPanicf(site int, l *log.Logger, format string, v ...any) {
	logPanic(site, l, Sprintf(format, v...))
}

// LoggerPanicln is l.Panicln.
func LoggerPanicln(site int, l *log.Logger, v ...any) { logPanic(site, l, Sprintln(v...)) }

func logPanic(site int, l *log.Logger, s string) {
	_ = logLine(site, l, s)
	Panic(0, s)
}

// silent reports whether l prints nothing and so does not ask for texts.
func silent(l *log.Logger) bool { return l.Writer() == io.Discard }

// logLine prints s as l does. Package log would name the place in the interpreter that
// calls it, so where a place is wanted the line is put together here.
func logLine(site int, l *log.Logger, s string) error {
	const caller = 2
	flags := l.Flags()
	if flags&(log.Lshortfile|log.Llongfile) == 0 || silent(l) {
		return l.Output(caller, s)
	}
	place := "???:0"
	if at, ok := Site(site); ok {
		name := at.Name
		if flags&log.Lshortfile != 0 {
			name = path.Base(filepath.ToSlash(name))
		}
		place = fmt.Sprintf("%s:%d", name, at.Line)
	}
	var b bytes.Buffer // the rest of the header is package log's own
	header := log.New(&b, "", flags&^(log.Lshortfile|log.Llongfile|log.Lmsgprefix))
	_ = header.Output(caller, place+": ")
	line := strings.TrimSuffix(b.String(), "\n")
	if prefix := l.Prefix(); flags&log.Lmsgprefix != 0 {
		line += prefix
	} else {
		line = prefix + line
	}
	if line += s; !strings.HasSuffix(line, "\n") {
		line += "\n"
	}
	to := (*loggerLayout)(unsafe.Pointer(l))
	to.outMu.Lock()
	defer to.outMu.Unlock()
	_, err := to.out.Write([]byte(line))
	return err
}

// loggerLayout is how a log.Logger begins; TestLoggerLayout guards it.
type loggerLayout struct {
	outMu sync.Mutex
	out   io.Writer
}
