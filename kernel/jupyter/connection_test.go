package jupyter_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"schedtick/kernel/jupyter"
)

const connectionFile = `{
  "shell_port": 53794, "iopub_port": 53795, "stdin_port": 53796, "control_port": 53797, "hb_port": 53798,
  "ip": "127.0.0.1", "key": "a0436f6c-1916-498b-8eb9-e81ab9368e84", "transport": "tcp",
  "signature_scheme": "hmac-sha256", "kernel_name": "go", "jupyter_session": "/home/x.ipynb"
}`

func TestParseConnection(t *testing.T) {
	c, err := jupyter.ParseConnection([]byte(connectionFile))
	if err != nil {
		t.Fatal(err)
	}
	want := jupyter.ConnectionInfo{
		Transport: jupyter.TCP, IP: "127.0.0.1", ShellPort: 53794, IOPubPort: 53795, StdinPort: 53796,
		ControlPort: 53797, HBPort: 53798, Key: "a0436f6c-1916-498b-8eb9-e81ab9368e84",
		SignatureScheme: "hmac-sha256", KernelName: "go",
	}
	if c != want {
		t.Errorf("got %+v, want %+v", c, want)
	}
	if c, err := jupyter.ParseConnection([]byte(`{}`)); err != nil || c.Transport != jupyter.TCP || c.IP != "127.0.0.1" {
		t.Errorf("defaults: %+v, %v", c, err)
	}
}

func TestParseConnectionErrors(t *testing.T) {
	for _, tc := range []struct{ data, field string }{
		{``, ""},
		{`[]`, ""},
		{`{"shell_port":"1"}`, ""},
		{`{"transport":"udp"}`, "transport"},
		{`{"ip":"example.org"}`, "ip"},
		{`{"transport":"ipc","ip":""}`, "ip"},
		{`{"signature_scheme":"hmac-md5"}`, "signature_scheme"},
		{`{"hb_port":65536}`, "hb_port"},
		{`{"shell_port":-1}`, "shell_port"},
		{`{"shell_port":7,"control_port":7}`, "control_port"},
	} {
		_, err := jupyter.ParseConnection([]byte(tc.data))
		var ce *jupyter.ConnectionError
		if !errors.As(err, &ce) || ce.Field != tc.field {
			t.Errorf("%s: %v", tc.data, err)
		}
	}
}

func TestConnectionFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kernel.json")
	if _, err := jupyter.ReadConnectionFile(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	// A file that others can read is replaced, not filled.
	if err := os.WriteFile(path, []byte(connectionFile), 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := jupyter.ReadConnectionFile(path)
	if err != nil {
		t.Fatal(err)
	}
	c.ShellPort = 9
	if err := c.WriteFile(path); err != nil {
		t.Fatal(err)
	}
	fi, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	// Windows has no such bits; a file in the user's directories is private there.
	if runtime.GOOS != "windows" && fi.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", fi.Mode())
	}
	if back, err := jupyter.ReadConnectionFile(path); err != nil || back != c {
		t.Errorf("read back %+v, %v", back, err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(left) != 1 {
		t.Errorf("files left: %q", left)
	}
}
