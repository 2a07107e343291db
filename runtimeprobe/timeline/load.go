package timeline

import (
	"time"

	"golang.org/x/exp/trace"
)

// loadSlots is how many parts of time a Load has at most. It is even.
const loadSlots = 400

// load sums up how many goroutines were in which state, without knowing how long it
// will take: when the parts are used up, two become one.
type load struct {
	begun bool
	start trace.Time
	step  int64 // nanoseconds of a part
	at    int64 // up to here it is summed up, since start
	now   [3]int
	sums  [][3]int64 // goroutines times nanoseconds
}

// The states of a load.
const (
	loadRunning = iota
	loadRunnable
	loadBlocked
)

func newLoad() load { return load{step: 1000} }

func (l *load) begin(t trace.Time) { l.begun, l.start = true, t }

// add says that n more goroutines are in a state from t on.
func (l *load) add(t trace.Time, s trace.GoState, n int) {
	i := 0
	switch s {
	case trace.GoRunning, trace.GoSyscall:
		i = loadRunning
	case trace.GoRunnable:
		i = loadRunnable
	case trace.GoWaiting:
		i = loadBlocked
	default:
		return
	}
	l.until(t)
	l.now[i] += n
}

// until sums up to t.
func (l *load) until(t trace.Time) {
	if !l.begun {
		return
	}
	to := int64(t.Sub(l.start))
	for to/loadSlots >= l.step {
		l.double()
	}
	for l.at < to {
		slot := l.at / l.step
		end := l.at + min(l.step-l.at%l.step, to-l.at)
		for int64(len(l.sums)) <= slot {
			l.sums = append(l.sums, [3]int64{})
		}
		for i, n := range l.now {
			l.sums[slot][i] += int64(n) * (end - l.at)
		}
		l.at = end
	}
}

func (l *load) double() {
	half := (len(l.sums) + 1) / 2
	for i := range half {
		s := l.sums[2*i]
		if 2*i+1 < len(l.sums) {
			for k, n := range l.sums[2*i+1] {
				s[k] += n
			}
		}
		l.sums[i] = s
	}
	l.sums = l.sums[:half]
	l.step *= 2
}

// result is the averages. The last part counts only as far as it was reached.
func (l *load) result() Load {
	r := Load{Step: time.Duration(l.step)}
	for i, s := range l.sums {
		d := float64(min(l.step, l.at-int64(i)*l.step))
		r.Running = append(r.Running, round(float64(s[loadRunning])/d))
		r.Runnable = append(r.Runnable, round(float64(s[loadRunnable])/d))
		r.Blocked = append(r.Blocked, round(float64(s[loadBlocked])/d))
	}
	return r
}

// round keeps two digits behind the point: the form in JSON stays short.
func round(f float64) float64 { return float64(int64(f*100+0.5)) / 100 }
