package install

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// Scope says for whom the kernel is installed.
type Scope int

// The scopes, in the words of `jupyter kernelspec install`.
const (
	User      Scope = iota // the user's own Jupyter data directory
	SysPrefix              // the Python environment that is active
	Prefix                 // below a given directory
)

// Location says where kernelspecs go. Its fields are what it depends on, so that
// a test can say them; [System] fills them from the machine.
type Location struct {
	OS     string // runtime.GOOS
	Home   string // the user's home directory
	Getenv func(string) string
	// Python returns the sys.prefix of the Python that is found first. It is
	// asked only where no environment variable tells.
	Python func() (string, error)
}

// System is the machine that the process runs on.
func System() Location {
	home, _ := os.UserHomeDir() // "" is answered by userData
	return Location{OS: runtime.GOOS, Home: home, Getenv: os.Getenv, Python: pythonPrefix}
}

// DataDir returns the Jupyter data directory of a scope; dir is the directory of
// the scope Prefix.
func (l Location) DataDir(scope Scope, dir string) (string, error) {
	switch scope {
	case User:
		return l.userData()
	case SysPrefix:
		prefix, err := l.sysPrefix()
		if err != nil {
			return "", err
		}
		return filepath.Join(prefix, "share", "jupyter"), nil
	case Prefix:
		if dir == "" {
			return "", errors.New("install: prefix: directory is empty")
		}
		abs, err := filepath.Abs(dir)
		if err != nil {
			return "", fmt.Errorf("install: prefix: %w", err)
		}
		return filepath.Join(abs, "share", "jupyter"), nil
	}
	return "", fmt.Errorf("install: unknown scope %d", scope)
}

// userData follows jupyter_core's paths.jupyter_data_dir.
func (l Location) userData() (string, error) {
	if dir := l.Getenv("JUPYTER_DATA_DIR"); dir != "" {
		return dir, nil
	}
	if l.OS == "windows" {
		if dir := l.Getenv("APPDATA"); dir != "" {
			return filepath.Join(dir, "jupyter"), nil
		}
		return "", errors.New("install: user: APPDATA is not set")
	}
	if l.OS != "darwin" {
		if dir := l.Getenv("XDG_DATA_HOME"); dir != "" {
			return filepath.Join(dir, "jupyter"), nil
		}
	}
	if l.Home == "" {
		return "", errors.New("install: user: no home directory")
	}
	if l.OS == "darwin" {
		return filepath.Join(l.Home, "Library", "Jupyter"), nil
	}
	return filepath.Join(l.Home, ".local", "share", "jupyter"), nil
}

// sysPrefix returns the root of the active Python environment.
func (l Location) sysPrefix() (string, error) {
	for _, name := range []string{"VIRTUAL_ENV", "CONDA_PREFIX"} {
		if dir := l.Getenv(name); dir != "" {
			return dir, nil
		}
	}
	prefix, err := l.Python()
	if err != nil {
		return "", fmt.Errorf("install: sys-prefix: no active Python environment: %w", err)
	}
	return prefix, nil
}

func pythonPrefix() (string, error) {
	var errs []error
	for _, name := range []string{"python3", "python"} {
		out, err := exec.Command(name, "-c", "import sys; print(sys.prefix)").Output()
		if prefix := strings.TrimSpace(string(out)); err == nil && prefix != "" {
			return prefix, nil
		}
		errs = append(errs, err)
	}
	return "", errors.Join(errs...)
}
