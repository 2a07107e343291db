// Command costs compares what `schedtick costs` says with programs in Go and C that
// were written apart from it (plain/), number by number, in turns on one machine.
//
//	go run ./kernel/conformance/bench/costs -schedtick bin/schedtick
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"schedtick/runtimeprobe/costs"
)

func main() {
	binary := flag.String("schedtick", "bin/schedtick", "the binary to compare")
	rounds := flag.Int("rounds", 5, "how often each side measures")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	bad, err := compare(ctx, *binary, *rounds)
	if err != nil {
		fmt.Fprintln(os.Stderr, "costs:", err)
		os.Exit(1)
	}
	if bad > 0 {
		os.Exit(1)
	}
}

// within is how far the two may be apart.
const within = 0.2

// side are the numbers of one side, by key, one a round.
type side map[string][]float64

// compare prints the comparison and returns how many numbers are too far apart.
func compare(ctx context.Context, binary string, rounds int) (bad int, err error) {
	dir, err := os.MkdirTemp("", "costs")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	programs, err := build(ctx, dir)
	if err != nil {
		return 0, err
	}
	ours, theirs, units := side{}, side{}, map[string]costs.Row{}
	for range rounds {
		table, err := measure(ctx, binary, programs.threads)
		if err != nil {
			return 0, err
		}
		for _, r := range table.Rows {
			program := programs.of(r.Key)
			if program == "" {
				continue
			}
			v, err := number(ctx, program, r.Key)
			if err != nil {
				return 0, err
			}
			units[r.Key] = r
			ours[r.Key] = append(ours[r.Key], r.Value)
			theirs[r.Key] = append(theirs[r.Key], v)
		}
	}
	fmt.Printf("%-44s %12s %12s %7s\n", "median of "+strconv.Itoa(rounds), "schedtick", "plain", "ratio")
	for _, key := range slices.SortedFunc(keys(ours), strings.Compare) {
		a, b, unit := middle(ours[key]), middle(theirs[key]), units[key].Unit
		mark := ""
		if r := a / b; r > 1+within || r < 1/(1+within) {
			bad++
			mark = "  more than 20% apart"
		}
		fmt.Printf("%-44s %12s %12s %7.2f%s\n", key, costs.Format(a, unit), costs.Format(b, unit), a/b, mark)
	}
	return bad, nil
}

func keys(s side) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range s {
			if !yield(k) {
				return
			}
		}
	}
}

func middle(v []float64) float64 {
	s := slices.Sorted(slices.Values(v))
	if len(s) == 0 {
		return math.NaN()
	}
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}

// programs are the paths of what was built.
type programs struct{ plainGo, plainC, threads string }

// of is the plain program that measures a number; "" if none does.
func (p programs) of(key string) string {
	switch {
	case strings.HasPrefix(key, "threads."), key == costs.KeyMillion, key == costs.KeyStackMax:
		return "" // asked or computed, not measured
	case strings.HasSuffix(key, ".c"), key == costs.KeyThreadKernelStack:
		return p.plainC
	}
	return p.plainGo
}

func build(ctx context.Context, dir string) (p programs, err error) {
	p = programs{filepath.Join(dir, "go"), filepath.Join(dir, "c"), filepath.Join(dir, "threads")}
	source := filepath.Join(dir, "threads.c")
	if err := os.WriteFile(source, []byte(costs.ThreadProgram), 0o600); err != nil {
		return p, err
	}
	const plain = "kernel/conformance/bench/costs/plain"
	for _, cmd := range [][]string{
		{"go", "build", "-o", p.plainGo, "./" + plain},
		{"cc", "-O2", "-pthread", "-o", p.plainC, plain + "/c/plain.c"},
		{"cc", "-O2", "-pthread", "-o", p.threads, source},
	} {
		if out, err := exec.CommandContext(ctx, cmd[0], cmd[1:]...).CombinedOutput(); err != nil {
			return p, fmt.Errorf("%s: %w\n%s", strings.Join(cmd, " "), err, out)
		}
	}
	return p, nil
}

func measure(ctx context.Context, binary, threads string) (t costs.Table, err error) {
	out, err := run(ctx, binary, "costs", "--json", "--threads="+threads)
	if err != nil {
		return t, err
	}
	return t, json.Unmarshal(out, &t)
}

func number(ctx context.Context, program, key string) (float64, error) {
	out, err := run(ctx, program, key)
	if err != nil {
		return 0, err
	}
	return strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
}

func run(ctx context.Context, program string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Stderr = os.Stderr
	// One arena of the C library for all threads, or some threads reserve 64 MB more
	// than others.
	cmd.Env = append(os.Environ(), "MALLOC_ARENA_MAX=1")
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", program, strings.Join(args, " "), err)
	}
	return out, nil
}
