package costs

import (
	"context"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// stacks measures how large the stack of a goroutine is at first, and when it has
// been used.
func (m *measuring) stacks(ctx context.Context) error {
	const sourceOfStacks = "/memory/classes/heap/stacks"
	for _, s := range []struct {
		key, name string
		used      int
		method    string
	}{
		{KeyStackStart, "stack of a new goroutine", 0, "park 20,000 that have called nothing"},
		{KeyStack10K, "stack of one that has used 10 KB", 10 * kib, "park 1,000 in the depth of a recursion"},
		{KeyStack100K, "stack of one that has used 100 KB", 100 * kib, "park 200 in the depth of a recursion"},
	} {
		n := 20_000
		switch {
		case s.used > 50*kib:
			n = 200
		case s.used > 0:
			n = 1000
		}
		samples, err := repeat(ctx, 7, func() float64 { return stackOf(n, s.used) })
		if err != nil {
			return err
		}
		r := Row{Key: s.key, Group: Goroutines, Name: s.name, Unit: Bytes, Method: s.method + "; what the stacks take more, divided", Source: sourceOfStacks}
		m.add(sampled(r, samples))
	}
	most := debug.SetMaxStack(1 << 30)
	debug.SetMaxStack(most)
	m.add(read(Row{Key: KeyStackMax, Group: Goroutines, Name: "largest stack, then the program is ended", Unit: Bytes, Method: "asked", Source: "debug.SetMaxStack"}, float64(most)))
	return nil
}

// stackOf parks n goroutines that have used so many bytes of stack, and returns how
// much one takes.
func stackOf(n, used int) float64 {
	runtime.GC() // gives the stacks of ended goroutines back
	before := metric("/memory/classes/heap/stacks:bytes")
	crowd := park(n, used)
	after := metric("/memory/classes/heap/stacks:bytes")
	crowd.release()
	return max(0, after-before) / float64(n)
}

// metric reads one of runtime/metrics; 0 if this runtime does not have it.
func metric(name string) float64 {
	s := []metrics.Sample{{Name: name}}
	metrics.Read(s)
	if s[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return float64(s[0].Value.Uint64())
}

// descend uses about so many bytes of stack, then calls f there.
//
//go:noinline
func descend(bytes int, f func()) byte {
	const frame = 1 * kib
	var room [frame - 64]byte
	if bytes <= 0 {
		f()
		return 0
	}
	room[bytes%len(room)] = byte(bytes)
	return descend(bytes-frame, f) + room[(bytes/2)%len(room)]
}
