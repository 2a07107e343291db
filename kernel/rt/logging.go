package rt

import "log"

// LogFatal is log.Fatal.
func LogFatal(v ...any) { log.Print(v...); Exit(1) }

// LogFatalln is log.Fatalln.
func LogFatalln(v ...any) { log.Println(v...); Exit(1) }

// LogFatalf is log.Fatalf.
func LogFatalf(format string, v ...any) { log.Printf(format, v...); Exit(1) }

// LogPanic is log.Panic.
func LogPanic(v ...any) { s := Sprint(v...); log.Print(s); Panic(0, s) }

// LogPanicln is log.Panicln.
func LogPanicln(v ...any) { s := Sprintln(v...); log.Print(s); Panic(0, s) }

// LogPanicf is log.Panicf.
func LogPanicf(format string, v ...any) { s := Sprintf(format, v...); log.Print(s); Panic(0, s) }
