package costs_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"os"
	"runtime"
	"strings"
	"testing"

	"schedtick/runtimeprobe/costs"
)

// TestMain lets the test binary be the child that measures memory.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "child" {
		if err := costs.ChildMain(os.Args[2:], os.Stdout); err != nil {
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// Every number is there, with its method and source, and is of the size that the
// hardware of our time allows, by wide bounds.
func TestMeasure(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	before := runtime.GOMAXPROCS(0)
	table, err := costs.Measure(t.Context(), costs.Options{Child: []string{exe, "child"}, NoThreads: "there is no compiler"})
	if err != nil {
		t.Fatal(err)
	}
	if now := runtime.GOMAXPROCS(0); now != before {
		t.Errorf("GOMAXPROCS was %d, is %d", before, now)
	}
	bounds := map[string][2]float64{
		costs.KeyCreate:         {20, 1e5},
		costs.KeySwitchChannel:  {10, 1e5},
		costs.KeySwitchYield:    {5, 1e5},
		costs.KeyStackStart:     {1500, 40000},
		costs.KeyStack10K:       {10000, 70000},
		costs.KeyStack100K:      {100000, 300000},
		costs.KeyStackMax:       {1e6, 1e12},
		costs.KeyParked1e3:      {1500, 40000},
		costs.KeyParked1e4:      {1500, 40000},
		costs.KeyParked1e5:      {1500, 40000},
		costs.KeyThreadCreate:   {500, 1e8},
		costs.KeyThreadSwitch:   {100, 1e8},
		costs.KeyThreadResident: {1000, 1e6},
		costs.KeyMillion:        {1e9, 1e11},
		costs.KeyLimitGo:        {1, 1e9},
	}
	if runtime.GOOS != "linux" {
		delete(bounds, costs.KeyThreadResident) // what the runtime has says little of a thread
	}
	for key, b := range bounds {
		r, ok := table.Find(key)
		switch {
		case !ok:
			t.Errorf("%s is missing", key)
		case !(r.Value >= b[0] && r.Value <= b[1]):
			t.Errorf("%s: %g %s, want %g to %g", key, r.Value, r.Unit, b[0], b[1])
		case r.Low > r.Value || r.High < r.Value:
			t.Errorf("%s: %g is not within %g to %g", key, r.Value, r.Low, r.High)
		}
	}
	for _, r := range table.Rows {
		if r.Name == "" || r.Method == "" || r.Source == "" || r.Group == "" || r.Samples == 0 {
			t.Errorf("%s lacks its name, method, source, group or samples: %+v", r.Key, r)
		}
		if r.Claim != nil && r.Verdict == nil {
			t.Errorf("%s has a claim and no verdict", r.Key)
		}
	}
	if runtime.GOOS == "linux" {
		if _, ok := table.Find(costs.KeyMostThreads); !ok {
			t.Error("the system's limits are missing")
		}
	}
	if text := strings.Join(table.Missing, "\n"); !strings.Contains(text, "there is no compiler") {
		t.Errorf("the table does not say why threads in C are missing: %q", text)
	}
	if _, err := json.Marshal(table); err != nil {
		t.Error(err)
	}
}

// An interrupt ends it.
func TestMeasureEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := costs.Measure(ctx, costs.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was cancelled", err)
	}
}

func TestChildMain(t *testing.T) {
	for _, args := range [][]string{nil, {"nothing"}, {"goroutines", "x"}} {
		if err := costs.ChildMain(args, &strings.Builder{}); err == nil {
			t.Errorf("%q: no error", args)
		}
	}
}

func TestFormat(t *testing.T) {
	for _, tt := range []struct {
		v    float64
		unit costs.Unit
		want string
	}{
		{254.3, costs.Nanoseconds, "254 ns"},
		{73.64, costs.Nanoseconds, "73.6 ns"},
		{22_040, costs.Nanoseconds, "22 µs"},
		{999.9, costs.Nanoseconds, "1 µs"},
		{8_520_000_000, costs.Nanoseconds, "8.52 s"},
		{2048, costs.Bytes, "2 KB"},
		{2765, costs.Bytes, "2.7 KB"},
		{8 << 20, costs.Bytes, "8 MB"},
		{0, costs.Bytes, "0 B"},
		{32768, costs.Count, "32,768"},
		{999, costs.Count, "999"},
		{math.NaN(), costs.Bytes, "NaN B"},
	} {
		if got := costs.Format(tt.v, tt.unit); got != tt.want {
			t.Errorf("Format(%g, %q) = %q, want %q", tt.v, tt.unit, got, tt.want)
		}
	}
}
