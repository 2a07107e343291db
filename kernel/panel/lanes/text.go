package lanes

import (
	"fmt"
	"math"
	"strings"
	"time"

	"schedtick/kernel/panel/page"
	"schedtick/runtimeprobe/timeline"
)

// textWidth is how many characters a lane of the text form has.
const textWidth = 72

// pageText is the form for a terminal: a character is an equal part of the time.
func pageText(t *timeline.Timeline) string {
	var b strings.Builder
	b.WriteString(strings.ReplaceAll(headline(t), "→", "->") + "\n")
	for _, l := range t.Lanes {
		fmt.Fprintf(&b, "%8s |%s| %3d%% busy\n", fmt.Sprintf("P%d", l.P), textLane(t, l), percent(l.Busy, t.Wall))
	}
	for _, r := range []struct {
		name string
		list []float64
	}{{"running", t.Load.Running}, {"ready", t.Load.Runnable}, {"blocked", t.Load.Blocked}} {
		fmt.Fprintf(&b, "%8s |%s|\n", r.name, textLoad(t, r.list))
	}
	end := moment(t.Wall)
	fmt.Fprintf(&b, "%8s  0%s%s\n", "", strings.Repeat(" ", max(1, textWidth-1-len([]rune(end)))), end)
	b.WriteString("Each P shows who ran: upper and lower case alternate where the goroutine changes; # collector, - not\n" +
		"this cell, · idle. Below: how many goroutines ran, were ready but had no P, were blocked (+ is 10 or more).\n")
	textGroups(&b, t)
	for _, r := range counts(t) {
		line := fmt.Sprintf("  %-12s  %s: %s", r.name, r.value, strings.ReplaceAll(r.note, "→", "->"))
		b.WriteString(strings.TrimSuffix(line, ": ") + "\n")
	}
	for _, n := range notes(t) {
		b.WriteString("  ! " + n + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func percent(d, of time.Duration) int {
	return int(math.Round(100 * float64(d) / float64(max(1, of))))
}

func textGroups(b *strings.Builder, t *timeline.Timeline) {
	width := 0
	for _, g := range t.Groups {
		width = max(width, len([]rune(startedAt(g))))
	}
	width = min(width, page.MaxValue)
	for i, g := range t.Groups {
		if i == maxLegend {
			b.WriteString("    " + moreGroups(t) + "\n")
			return
		}
		line := fmt.Sprintf("  %s %s  %s, running %s, waiting for a P %s", letter(i), page.Pad(startedAt(g), width),
			counted(g.Count, "goroutine"), page.Duration(g.Running), page.Duration(g.Runnable))
		if s := blocked(g.Times); s != "" {
			line += ", blocked: " + s
		}
		b.WriteString(strings.ReplaceAll(line, "→", "->") + "\n")
	}
}

// textLane is one character for each part of the time: who ran most of it.
func textLane(t *timeline.Timeline, l timeline.Lane) string {
	type key struct{ group, g int }
	shares := make([]map[key]time.Duration, textWidth)
	add := func(k key, start, end time.Duration) {
		for i := range textWidth {
			from, to := t.Wall*time.Duration(i)/textWidth, t.Wall*time.Duration(i+1)/textWidth
			if d := min(end, to) - max(start, from); d > 0 {
				if shares[i] == nil {
					shares[i] = make(map[key]time.Duration)
				}
				shares[i][k] += d
			}
		}
	}
	for _, s := range l.Spans {
		add(key{s.Group, s.G}, s.Start, s.End)
	}
	for i, slot := range l.Slots {
		at := slotStart(t, l, i)
		for _, s := range slot {
			add(key{s.Group, 0}, at, at+s.Time)
			at += s.Time
		}
	}
	var b strings.Builder
	last, lower := 0, false
	for i, m := range shares {
		best, most := key{}, time.Duration(0)
		idle := t.Wall/textWidth + 1
		for k, d := range m {
			idle -= d
			if d > most || d == most && (k.group > best.group || k.group == best.group && k.g < best.g) {
				best, most = k, d
			}
		}
		if most == 0 || idle > most && i >= 0 {
			b.WriteString("·")
			continue
		}
		if best.g != 0 {
			if last != 0 && best.g != last {
				lower = !lower
			}
			last = best.g
		}
		c := letter(best.group)
		if lower && best.g != 0 {
			c = strings.ToLower(c)
		}
		b.WriteString(c)
	}
	return b.String()
}

// slotStart is when slot i of a lane begins.
func slotStart(t *timeline.Timeline, l timeline.Lane, i int) time.Duration {
	n := time.Duration(len(l.Slots))
	return max(1, (t.Wall+n-1)/n) * time.Duration(i)
}

// textLoad is one digit for each part of the time.
func textLoad(t *timeline.Timeline, list []float64) string {
	var b strings.Builder
	for i := range textWidth {
		n := int(math.Round(average(t, list, float64(i)/textWidth, float64(i+1)/textWidth)))
		switch {
		case n == 0:
			b.WriteString("·")
		case n > 9:
			b.WriteString("+")
		default:
			fmt.Fprint(&b, n)
		}
	}
	return b.String()
}

// average is the mean of a Load's numbers between two fractions of the time.
func average(t *timeline.Timeline, list []float64, from, to float64) float64 {
	step := float64(t.Load.Step)
	wall := float64(t.Wall)
	sum, weight := 0.0, 0.0
	for i := int(from * wall / step); i < len(list); i++ {
		lo, hi := max(float64(i)*step, from*wall), min(float64(i+1)*step, to*wall)
		if hi <= lo {
			break
		}
		sum += list[i] * (hi - lo)
		weight += hi - lo
	}
	if weight == 0 {
		return 0
	}
	return sum / weight
}
