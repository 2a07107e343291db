package heapdump

import (
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unsafe"
)

// TestGlobals reads the variables of a plugin, and refuses to where the runtime's modules
// may be others than those described, or are.
func TestGlobals(t *testing.T) {
	if words, err := globals(hostModule, hostModule, "go1.99"); words != nil || err != nil {
		t.Errorf("no plugin: %v, %v", words, err)
	}
	data := []uintptr{1, 2, 3, 0} // the last is behind the end
	plugin := module{data: unsafe.Pointer(&data[0]), edata: unsafe.Pointer(&data[3])}
	host := *hostModule // a copy: the runtime's own stays as it is
	host.next = &plugin
	if words, err := globals(&host, &plugin, runtime.Version()); !slices.Equal(words, data[:3]) || err != nil {
		t.Errorf("got %v, %v, want %v", words, err, data[:3])
	}
	for _, v := range []string{"go1.25.9", "go1.27rc1", "go1.27.0", "devel go1.27-abcdef", ""} {
		_, err := globals(&host, &plugin, v)
		if !errors.Is(err, ErrModules) || !strings.Contains(err.Error(), "known of go1.26") {
			t.Errorf("%q: %v", v, err)
		}
	}
	for _, v := range []string{"go1.26.0", "go1.26.8"} {
		if _, err := globals(&host, &plugin, v); err != nil {
			t.Errorf("%q: %v", v, err)
		}
	}
	host.next = nil
	if _, err := globals(&host, &plugin, runtime.Version()); !errors.Is(err, ErrModules) {
		t.Errorf("a list without its end: %v", err)
	}
	host = module{next: &plugin}
	if _, err := globals(&host, &plugin, runtime.Version()); !errors.Is(err, ErrModules) {
		t.Errorf("a program without variables: %v", err)
	}
}
