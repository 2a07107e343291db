package kernel

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"schedtick/kernel/jupyter"
)

// Version returns the version of the binary: of its module, or of the revision
// that it was built from.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return strings.TrimPrefix(v, "v")
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "devel-" + s.Value[:12]
		}
	}
	return "devel"
}

// kernelInfo answers kernel_info_request. It says nothing that would have to wait
// for the worker.
func (r *request) kernelInfo(jupyter.KernelInfoRequest) jupyter.Content {
	lang := strings.TrimPrefix(runtime.Version(), "go")
	return jupyter.KernelInfoReply{
		Implementation:        "schedtick",
		ImplementationVersion: Version(),
		LanguageInfo: jupyter.LanguageInfo{
			Name:              "go",
			Version:           lang,
			MIMEType:          "text/x-go",
			FileExtension:     ".go",
			PygmentsLexer:     "go",
			CodeMirrorMode:    json.RawMessage(`"go"`),
			NBConvertExporter: "script",
		},
		Banner: fmt.Sprintf("schedtick %s: Go %s with the scheduler in view.\n"+
			"Each cell reports its goroutines, GOMAXPROCS and threads; %%help lists what else there is.", Version(), lang),
		HelpLinks: jupyter.List[jupyter.HelpLink]{
			{Text: "A Tour of Go", URL: "https://go.dev/tour/"},
			{Text: "Go standard library", URL: "https://pkg.go.dev/std"},
			{Text: "Go specification", URL: "https://go.dev/ref/spec"},
		},
		// "kernel subshells" is not among them: front ends would send all comms
		// through subshells, and the kernel answers while busy without any.
		SupportedFeatures: nil,
	}
}

// connect answers connect_request, which is deprecated.
func (r *request) connect(jupyter.ConnectRequest) jupyter.Content {
	c := r.k.channels.Info()
	return jupyter.ConnectReply{
		ShellPort: c.ShellPort, IOPubPort: c.IOPubPort, StdinPort: c.StdinPort,
		HBPort: c.HBPort, ControlPort: c.ControlPort,
	}
}
