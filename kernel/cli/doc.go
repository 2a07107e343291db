// Package cli is the command line of schedtick: one file a subcommand.
//
// [Main] returns the exit status; nothing below it ends the process.
package cli
