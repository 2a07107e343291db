package install

import (
	"encoding/json"
	"errors"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestDataDir(t *testing.T) {
	env := func(pairs ...string) func(string) string {
		return func(name string) string {
			for i := 0; i < len(pairs); i += 2 {
				if pairs[i] == name {
					return pairs[i+1]
				}
			}
			return ""
		}
	}
	python := func() (string, error) { return "/usr", nil }
	none := func() (string, error) { return "", errors.New("no python") }
	tests := []struct {
		name  string
		loc   Location
		scope Scope
		dir   string
		want  string // slashes; "" for an error
	}{
		{"linux", Location{OS: "linux", Home: "/home/u", Getenv: env()}, User, "", "/home/u/.local/share/jupyter"},
		{"xdg", Location{OS: "linux", Home: "/home/u", Getenv: env("XDG_DATA_HOME", "/x")}, User, "", "/x/jupyter"},
		{"jupyter's own variable", Location{OS: "linux", Home: "/home/u", Getenv: env("JUPYTER_DATA_DIR", "/j", "XDG_DATA_HOME", "/x")}, User, "", "/j"},
		{"darwin", Location{OS: "darwin", Home: "/Users/u", Getenv: env("XDG_DATA_HOME", "/x")}, User, "", "/Users/u/Library/Jupyter"},
		{"windows", Location{OS: "windows", Getenv: env("APPDATA", "/roaming")}, User, "", "/roaming/jupyter"},
		{"windows without", Location{OS: "windows", Getenv: env()}, User, "", ""},
		{"homeless", Location{OS: "linux", Getenv: env()}, User, "", ""},
		{"venv", Location{OS: "linux", Getenv: env("VIRTUAL_ENV", "/v", "CONDA_PREFIX", "/c"), Python: none}, SysPrefix, "", "/v/share/jupyter"},
		{"conda", Location{OS: "linux", Getenv: env("CONDA_PREFIX", "/c"), Python: none}, SysPrefix, "", "/c/share/jupyter"},
		{"python", Location{OS: "linux", Getenv: env(), Python: python}, SysPrefix, "", "/usr/share/jupyter"},
		{"no python", Location{OS: "linux", Getenv: env(), Python: none}, SysPrefix, "", ""},
		{"prefix", Location{OS: "linux", Getenv: env()}, Prefix, "/opt/go", "/opt/go/share/jupyter"},
		{"empty prefix", Location{OS: "linux", Getenv: env()}, Prefix, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.loc.DataDir(tt.scope, tt.dir)
			if (err != nil) != (tt.want == "") {
				t.Fatalf("error = %v, want directory %q", err, tt.want)
			}
			if filepath.ToSlash(got) != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestInstall(t *testing.T) {
	data := t.TempDir()
	for range 2 { // the second replaces the first
		dir, err := Install(data, "/opt/bin/schedtick")
		if err != nil {
			t.Fatal(err)
		}
		if want := filepath.Join(data, "kernels", "schedtick"); dir != want {
			t.Fatalf("directory is %s, want %s", dir, want)
		}
	}
	raw, err := os.ReadFile(filepath.Join(Dir(data), "kernel.json"))
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(raw, &fields); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"display_name": "Go (schedtick)", "language": "go",
		"interrupt_mode": "message", "kernel_protocol_version": "5.4",
	} {
		if fields[name] != want {
			t.Errorf("%s is %v, want %s", name, fields[name], want)
		}
	}
	if _, ok := fields["env"]; ok {
		t.Error("kernel.json sets an environment")
	}
	argv, _ := fields["argv"].([]any)
	if want := []any{"/opt/bin/schedtick", "kernel", "-f", "{connection_file}"}; !slices.Equal(argv, want) {
		t.Errorf("argv is %v, want %v", argv, want)
	}
	for _, size := range []struct {
		name string
		n    int
	}{{"logo-32x32.png", 32}, {"logo-64x64.png", 64}} {
		f, err := os.Open(filepath.Join(Dir(data), size.name))
		if err != nil {
			t.Fatal(err)
		}
		cfg, err := png.DecodeConfig(f)
		f.Close()
		if err != nil || cfg.Width != size.n || cfg.Height != size.n {
			t.Errorf("%s: %dx%d, %v", size.name, cfg.Width, cfg.Height, err)
		}
	}
}

func TestUninstall(t *testing.T) {
	data := t.TempDir()
	if _, err := Uninstall(data); !errors.Is(err, ErrNotInstalled) {
		t.Fatalf("nothing installed: %v, want ErrNotInstalled", err)
	}
	dir, err := Install(data, "/opt/bin/schedtick")
	if err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(foreign, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Uninstall(data); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 || left[0].Name() != "notes.txt" {
		t.Errorf("left behind: %v, %v; want what was not ours alone", left, err)
	}
	if err := os.Remove(foreign); err != nil {
		t.Fatal(err)
	}
	if _, err := Install(data, "/opt/bin/schedtick"); err != nil {
		t.Fatal(err)
	}
	if _, err := Uninstall(data); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is still there: %v", dir, err)
	}
}

func TestInstallNative(t *testing.T) {
	data := t.TempDir()
	if _, err := Install(data, "/opt/schedtick"); err != nil {
		t.Fatal(err)
	}
	dir, err := InstallNative(data, "/opt/schedtick")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, "kernel.json"))
	if err != nil || !strings.Contains(string(text), `"--native"`) {
		t.Errorf("%s %v", text, err)
	}
	if _, err := Uninstall(data); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{Dir(data), NativeDir(data)} {
		if _, err := os.Stat(dir); !os.IsNotExist(err) {
			t.Errorf("%s is still there: %v", dir, err)
		}
	}
}
