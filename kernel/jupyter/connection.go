package jupyter

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
)

// Transport is how the channels of a kernel are reached.
type Transport string

// The transports.
const (
	TCP Transport = "tcp"
	IPC Transport = "ipc" // unix sockets named IP-PORT
)

// ConnectionInfo is the content of a connection file.
type ConnectionInfo struct {
	Transport       Transport `json:"transport"`
	IP              string    `json:"ip"` // address; for ipc the prefix of the socket's path
	ShellPort       int       `json:"shell_port"`
	IOPubPort       int       `json:"iopub_port"`
	StdinPort       int       `json:"stdin_port"`
	ControlPort     int       `json:"control_port"`
	HBPort          int       `json:"hb_port"`
	Key             string    `json:"key"`
	SignatureScheme string    `json:"signature_scheme"`
	KernelName      string    `json:"kernel_name,omitempty"`
}

// ConnectionError says what is wrong with a connection file.
type ConnectionError struct {
	Path  string // "" if it did not come from a file
	Field string // "" if the whole is unusable
	Err   error
}

func (e *ConnectionError) Error() string {
	s := "jupyter: connection file"
	if e.Path != "" {
		s += " " + e.Path
	}
	if e.Field != "" {
		s += ": " + e.Field
	}
	return s + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *ConnectionError) Unwrap() error { return e.Err }

// ParseConnection reads the content of a connection file and validates it.
// transport and signature_scheme default to tcp and hmac-sha256, ip to
// 127.0.0.1. Its error is a *[ConnectionError].
func ParseConnection(data []byte) (ConnectionInfo, error) {
	c := ConnectionInfo{Transport: TCP, IP: "127.0.0.1", SignatureScheme: Scheme}
	if err := json.Unmarshal(data, &c); err != nil {
		return c, &ConnectionError{Err: err}
	}
	if err := c.Validate(); err != nil {
		return c, err
	}
	return c, nil
}

// ReadConnectionFile reads and validates the connection file at path.
func ReadConnectionFile(path string) (ConnectionInfo, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return ConnectionInfo{}, &ConnectionError{Path: path, Err: err}
	}
	c, err := ParseConnection(data)
	if e, ok := errors.AsType[*ConnectionError](err); ok {
		e.Path = path
	}
	return c, err
}

// Validate checks each field. Port 0 is valid: it means "any". Its error is a
// *[ConnectionError].
func (c ConnectionInfo) Validate() error {
	bad := func(field, format string, args ...any) error {
		return &ConnectionError{Field: field, Err: fmt.Errorf(format, args...)}
	}
	switch c.Transport {
	case TCP:
		if _, err := netip.ParseAddr(c.IP); err != nil && c.IP != "*" && c.IP != "localhost" {
			return bad("ip", "%q is no address", c.IP)
		}
	case IPC:
		if c.IP == "" || strings.ContainsRune(c.IP, 0) {
			return bad("ip", "%q is no path", c.IP)
		}
	default:
		return bad("transport", "%q is neither tcp nor ipc", c.Transport)
	}
	if c.SignatureScheme != Scheme {
		return bad("signature_scheme", "%q is not supported, only %s", c.SignatureScheme, Scheme)
	}
	used := make(map[int]string, 5)
	for _, p := range []struct {
		name string
		port int
	}{
		{"shell_port", c.ShellPort},
		{"iopub_port", c.IOPubPort},
		{"stdin_port", c.StdinPort},
		{"control_port", c.ControlPort},
		{"hb_port", c.HBPort},
	} {
		if p.port < 0 || p.port > 65535 {
			return bad(p.name, "%d is out of range", p.port)
		}
		if other, dup := used[p.port]; dup && p.port != 0 {
			return bad(p.name, "%d is %s too", p.port, other)
		}
		used[p.port] = p.name
	}
	return nil
}

// WriteFile writes the connection file at path, readable by its owner only: who
// has the key can run code as that user. The file appears complete or not at all.
func (c ConnectionInfo) WriteFile(path string) error {
	data, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return &ConnectionError{Path: path, Err: err}
	}
	// CreateTemp makes the file with mode 0600, whatever was at path before.
	f, err := os.CreateTemp(filepath.Dir(path), ".connection-*")
	if err != nil {
		return &ConnectionError{Path: path, Err: err}
	}
	_, err = f.Write(append(data, '\n'))
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
		return &ConnectionError{Path: path, Err: err}
	}
	return nil
}
