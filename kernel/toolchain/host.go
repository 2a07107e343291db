package toolchain

import (
	"debug/buildinfo"
	"fmt"
	"strings"
)

// Host are the settings of a binary, which what it loads has to share with it.
type Host struct {
	Flags []string // of the go command: -trimpath, -race, -tags
	Env   []string
	// Modules are the versions of the modules that are linked in, by path.
	Modules map[string]string
	Cgo     bool // built with C; a binary that is not loads nothing
}

// ReadHost reads the settings from a binary.
func ReadHost(exe string) (Host, error) {
	info, err := buildinfo.ReadFile(exe)
	if err != nil {
		return Host{}, fmt.Errorf("toolchain: the settings of %s: %w", exe, err)
	}
	h := Host{Modules: make(map[string]string)}
	for _, s := range info.Settings {
		switch s.Key {
		case "-trimpath", "-race":
			if s.Value == "true" {
				h.Flags = append(h.Flags, s.Key)
			}
		case "-tags", "-gcflags", "-asmflags":
			h.Flags = append(h.Flags, s.Key+"="+s.Value)
		case "CGO_ENABLED":
			h.Cgo = s.Value == "1"
		case "GOAMD64", "GOARM64", "GOEXPERIMENT", "GOFIPS140":
			h.Env = append(h.Env, s.Key+"="+s.Value)
		}
	}
	h.Env = append(h.Env, "CGO_ENABLED=1")
	for _, d := range info.Deps {
		if d.Replace == nil {
			h.Modules[d.Path] = d.Version
		}
	}
	return h, nil
}

// Tags are the build tags that decided which files the binary was built from.
func (h Host) Tags() []string {
	var tags []string
	for _, f := range h.Flags {
		if f == "-race" {
			tags = append(tags, "race")
		}
		if list, ok := strings.CutPrefix(f, "-tags="); ok {
			tags = append(tags, strings.Split(list, ",")...)
		}
	}
	return tags
}

// NotLoading says that a host without cgo loads nothing.
func (h Host) NotLoading() error {
	if h.Cgo {
		return nil
	}
	return &MissingError{
		What: "loading compiled code", Why: "is not in this schedtick, which was built without cgo",
		How: "Build it on a machine with a C compiler and CGO_ENABLED=1.",
	}
}
