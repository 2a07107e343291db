package install

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Name is the name of the kernelspec, by which notebooks refer to the kernel.
const Name = "schedtick"

// NativeName is the name of the kernelspec whose sessions compile every cell.
const NativeName = "schedtick-native"

// DisplayName is what Jupyter's launcher shows.
const DisplayName = "Go (schedtick)"

// specProtocol is the version of the messaging protocol that the kernelspec
// announces. The kernel speaks 5.5, but a kernelspec that says so promises the
// handshake of JEP 66, by which a kernel chooses its own ports.
const specProtocol = "5.4"

//go:embed spec/logo-32x32.png spec/logo-64x64.png spec/logo-svg.svg
var logos embed.FS

// Spec is the content of a kernel.json.
type Spec struct {
	Argv            []string `json:"argv"` // "{connection_file}" stands for the file's path
	DisplayName     string   `json:"display_name"`
	Language        string   `json:"language"`
	InterruptMode   string   `json:"interrupt_mode"`
	ProtocolVersion string   `json:"kernel_protocol_version"`
	Metadata        struct {
		Debugger bool `json:"debugger"`
	} `json:"metadata"`
}

// NewSpec returns the kernelspec for the schedtick binary at exe, an absolute path.
func NewSpec(exe string) Spec {
	return Spec{
		Argv:            []string{exe, "kernel", "-f", "{connection_file}"},
		DisplayName:     DisplayName,
		Language:        "go",
		InterruptMode:   "message",
		ProtocolVersion: specProtocol,
	}
}

// NewNativeSpec returns the kernelspec of sessions that compile every cell.
func NewNativeSpec(exe string) Spec {
	s := NewSpec(exe)
	s.Argv = []string{exe, "kernel", "--native", "-f", "{connection_file}"}
	s.DisplayName = "Go compiled (schedtick)"
	return s
}

// Executable returns the absolute path of the running binary. A binary that
// `go run` built is refused: it is gone when Jupyter wants to start it.
func Executable() (string, error) {
	exe, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("install: executable: %w", err)
	}
	if exe, err = filepath.Abs(exe); err != nil {
		return "", fmt.Errorf("install: executable: %w", err)
	}
	if strings.Contains(exe, string(filepath.Separator)+"go-build") {
		return "", fmt.Errorf("install: executable: %s is temporary: build the binary first (make build)", exe)
	}
	return exe, nil
}

// Install writes the kernelspec for the binary exe below the data directory
// data and returns the kernelspec's directory. An earlier one is replaced.
func Install(data, exe string) (dir string, err error) {
	return write(Dir(data), NewSpec(exe))
}

// InstallNative does the same for the kernelspec of sessions that compile every cell.
func InstallNative(data, exe string) (dir string, err error) {
	return write(NativeDir(data), NewNativeSpec(exe))
}

func write(dir string, kernel Spec) (_ string, err error) {
	fail := func(err error) (string, error) { return "", fmt.Errorf("install: %w", err) }
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fail(err)
	}
	names, err := logoNames()
	if err != nil {
		return fail(err)
	}
	for _, name := range names {
		logo, err := logos.ReadFile("spec/" + name)
		if err != nil {
			return fail(err)
		}
		if err := writeFile(filepath.Join(dir, name), logo); err != nil {
			return fail(err)
		}
	}
	spec, err := json.MarshalIndent(kernel, "", "  ")
	if err != nil {
		return fail(err)
	}
	// kernel.json comes last: it is what makes the directory a kernelspec.
	if err := writeFile(filepath.Join(dir, "kernel.json"), append(spec, '\n')); err != nil {
		return fail(err)
	}
	return dir, nil
}

// ErrNotInstalled is wrapped by the error of Uninstall where there is nothing to
// remove.
var ErrNotInstalled = errors.New("not installed")

// Uninstall removes what Install and InstallNative wrote below data and returns the directory. What
// others put there stays.
func Uninstall(data string) (dir string, err error) {
	if _, err := remove(NativeDir(data)); err != nil && !errors.Is(err, ErrNotInstalled) {
		return NativeDir(data), err
	}
	return remove(Dir(data))
}

func remove(dir string) (_ string, err error) {
	spec := filepath.Join(dir, "kernel.json")
	if _, err := os.Stat(spec); errors.Is(err, fs.ErrNotExist) {
		return dir, fmt.Errorf("install: uninstall: %s: %w", dir, ErrNotInstalled)
	}
	names, err := logoNames()
	if err != nil {
		return dir, fmt.Errorf("install: uninstall: %w", err)
	}
	for _, name := range append([]string{"kernel.json"}, names...) {
		err := os.Remove(filepath.Join(dir, name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return dir, fmt.Errorf("install: uninstall: %w", err)
		}
	}
	// Fails on purpose where something of someone else's is left.
	_ = os.Remove(dir)
	return dir, nil
}

// Dir returns the kernelspec's directory below a data directory.
func Dir(data string) string { return filepath.Join(data, "kernels", Name) }

// NativeDir is the same for the kernelspec of sessions that compile every cell.
func NativeDir(data string) string { return filepath.Join(data, "kernels", NativeName) }

func logoNames() ([]string, error) {
	entries, err := logos.ReadDir("spec")
	if err != nil {
		return nil, err
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, nil
}

// writeFile writes a file that appears complete or not at all: Jupyter may be
// listing kernelspecs at the same moment.
func writeFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".install-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if e := f.Chmod(0o644); err == nil {
		err = e
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
