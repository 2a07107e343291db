package cli

import (
	"fmt"
	"io"
	"log/slog"
	"os"
)

// levelVariable names the environment variable that makes the log talk: debug,
// info, warn or error.
const levelVariable = "SCHEDTICK_LOG"

// newLog returns the log of a process. By default it only says what its user
// should act on.
func newLog(w io.Writer) *slog.Logger {
	level := slog.LevelWarn
	name := os.Getenv(levelVariable)
	if name != "" && level.UnmarshalText([]byte(name)) != nil {
		fmt.Fprintf(w, "schedtick: %s=%s: want debug, info, warn or error\n", levelVariable, name)
	}
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: level}))
}
