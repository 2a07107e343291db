package panel

import (
	"testing"
	"time"

	"schedtick/kernel/panel/page/pagetest"
	"schedtick/runtimeprobe"
	"schedtick/runtimeprobe/costs"
)

func sampleCosts() costs.Table {
	return costs.Table{
		Machine: runtimeprobe.Machine{NumCPU: 2, OS: "linux", Arch: "amd64", Go: "go1.26.8"},
		Took:    2 * time.Second,
		Missing: []string{"threads in C: a C compiler (cc) is not in PATH & that is why"},
		Rows: []costs.Row{
			{
				Key: costs.KeyCreate, Group: costs.Goroutines, Name: "create, run and end a goroutine", Value: 254, Unit: costs.Nanoseconds,
				Low: 240, High: 262, Samples: 31, Method: `start 2,000 that do "nothing"`, Source: "monotonic clock",
				Claim: &costs.Claim{Text: "about 1 µs", Low: 1000, High: 1000}, Verdict: &costs.Verdict{Factor: 0.254, Text: "3.9 times less: <reasons>"},
			},
			{
				Key: costs.KeyStackStart, Group: costs.Goroutines, Name: "stack of a new goroutine", Value: 2048, Unit: costs.Bytes, Low: 2040, High: 2050, Samples: 7,
				Method: "park", Source: "/memory/classes/heap/stacks",
				Claim: &costs.Claim{Text: "2 KB, grows", Low: 2048, High: 2048}, Verdict: &costs.Verdict{Agrees: true, Factor: 1, Text: "agrees"},
			},
			{Key: costs.KeyLimitProcess, Group: costs.Limits, Name: "threads of this user", Unlimited: true, Samples: 1, Method: "asked", Source: "/proc/self/limits"},
		},
	}
}

func TestCostsGolden(t *testing.T) {
	b := Costs(sampleCosts())
	pagetest.HTML(t, b.HTML)
	pagetest.Golden(t, "costs.html", b.HTML)
	pagetest.Golden(t, "costs.txt", b.Text)
}
