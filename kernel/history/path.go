package history

import (
	"os"
	"path/filepath"
	"runtime"
)

// DefaultPath returns where a user's history is kept: history.db in the data
// directory that the system prescribes. It is "" where there is no home directory.
func DefaultPath() string {
	dir := dataDir(runtime.GOOS, os.Getenv)
	if dir == "" {
		return ""
	}
	return filepath.Join(dir, "schedtick", "history.db")
}

func dataDir(goos string, getenv func(string) string) string {
	home := getenv("HOME")
	switch {
	case goos == "windows":
		return getenv("APPDATA")
	case goos == "darwin" && home != "":
		return filepath.Join(home, "Library", "Application Support")
	case getenv("XDG_DATA_HOME") != "":
		return getenv("XDG_DATA_HOME")
	case home != "":
		return filepath.Join(home, ".local", "share")
	}
	return ""
}
