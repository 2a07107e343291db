package costs

import (
	"fmt"
	"math"
	"strconv"
)

// A Claim is a figure of the text.
type Claim struct {
	Text string `json:"text"` // as the text has it: "about 1 µs", "1 to 8 MB"
	// Low and High are its bounds in the row's unit; equal for a single figure.
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// A Verdict says how a measured number and the text's figure go together.
type Verdict struct {
	Agrees bool `json:"agrees"`
	// Factor is the number divided by the nearest bound of the claim: above 1 if it
	// is larger than the text says, 1 if it is within the bounds.
	Factor float64 `json:"factor"`
	Text   string  `json:"text"` // "agrees", "agrees roughly, 1.6 times more", or "45 times less: …" with the reason
}

// How far from a figure a number may be and still agree. Of times and of what is
// "about" so much, only a factor of two is another matter; a size is said exactly.
const (
	near  = 2
	exact = 1.25
)

// judge compares.
func (f figure) judge(value float64) *Verdict {
	v := &Verdict{Agrees: true, Factor: 1, Text: "agrees"}
	word, why := "", ""
	switch {
	case value < f.Low:
		v.Factor, word, why = value/f.Low, "less", f.less
	case value > f.High:
		v.Factor, word, why = value/f.High, "more", f.more
	}
	times := v.Factor
	if times < 1 {
		times = 1 / times
	}
	if times < f.within {
		if about := rounded(times); about != "1.0" {
			v.Text = fmt.Sprintf("agrees roughly, %s times %s", about, word)
		}
		return v
	}
	v.Agrees = false
	v.Text = "nothing"
	if v.Factor > 0 {
		v.Text = fmt.Sprintf("%s times %s", rounded(times), word)
	}
	if why != "" {
		v.Text += ": " + why
	}
	return v
}

// rounded is a factor with two digits.
func rounded(f float64) string {
	if f >= 100 {
		scale := math.Pow(10, math.Floor(math.Log10(f))-1)
		f = math.Round(f/scale) * scale
	}
	if f >= 10 {
		return strconv.FormatFloat(f, 'f', 0, 64)
	}
	return strconv.FormatFloat(f, 'f', 1, 64)
}

const (
	kib = 1 << 10
	mib = 1 << 20
)

// figure is what the text says of a number, and why another may be found.
type figure struct {
	Claim
	within     float64 // factor
	less, more string
}

// figureOf is what the text says of the number with that key.
func figureOf(key string) (f figure, ok bool) {
	switch key {
	case KeyCreate:
		return figure{
			Claim{"about 1 µs", 1000, 1000},
			near,
			"a finished goroutine's stack and descriptor are used again, and the next one goes to the processor's own queue without a lock",
			"the machine is slow or busy",
		}, true
	case KeyStackStart:
		return figure{Claim{"2 KB, grows", 2 * kib, 2 * kib}, exact, "", "the runtime starts with the average of the stacks that it has seen"}, true
	case KeyParked1e3, KeyParked1e4, KeyParked1e5, KeyParked1e6:
		return figure{Claim{"2 KB", 2 * kib, 2 * kib}, exact, "", "the stack is 2 KB, the rest is the goroutine's descriptor and what it waits with"}, true
	case KeyThreadCreate, KeyThreadCreateC:
		return figure{
			Claim{"about 1 ms", 1e6, 1e6},
			near,
			"it is one system call that shares the process's memory, and the stack is reserved, not filled; 1 ms is more like a process",
			"the machine is slow or busy",
		}, true
	case KeyThreadSwitch:
		return figure{Claim{"1 to 10 µs", 1000, 10000}, near, "", "the threads wake each other across processors, and one that sleeps takes time to wake"}, true
	case KeyThreadSwitchC:
		return figure{
			Claim{"1 to 10 µs", 1000, 10000},
			near,
			"the switch alone, on one processor, with warm caches",
			"the system does more at a switch, or is a guest itself",
		}, true
	case KeyThreadVirtual, KeyThreadVirtualC:
		return figure{Claim{"1 to 8 MB", mib, 8 * mib}, near, "its stack is of another size here (ulimit -s, or the runtime's choice)", "it reserves more than its stack"}, true
	case KeyThreadResident, KeyThreadResidentC:
		return figure{
			Claim{"1 to 8 MB", mib, 8 * mib},
			near,
			"the megabytes are address space, reserved; memory comes page by page where the stack is touched",
			"",
		}, true
	case KeyMostThreads:
		return figure{Claim{"about 10,000", 10000, 10000}, near, "a limit of this system is lower", "no limit of this system is as low"}, true
	case KeyLimitGo:
		return figure{Claim{"about 10,000", 10000, 10000}, near, "the program set it", "the program set it"}, true
	}
	return figure{}, false
}

// claimed adds what the text says to a row.
func claimed(r Row) Row {
	f, ok := figureOf(r.Key)
	if !ok || r.Unlimited {
		return r
	}
	r.Claim, r.Verdict = &f.Claim, f.judge(r.Value)
	return r
}
