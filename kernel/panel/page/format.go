package page

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Count writes a whole number with a comma before each three digits.
func Count[N int | uint64](n N) string {
	if n < 0 {
		return "-" + Count(-n)
	}
	s := strconv.FormatUint(uint64(n), 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Duration writes a time with two or three digits that matter.
func Duration(d time.Duration) string {
	switch {
	case d <= 0:
		return "0 ms"
	case d < 10*time.Microsecond:
		return unit(d, time.Microsecond, 1, "µs")
	case d < 995*time.Microsecond:
		return unit(d, time.Microsecond, 0, "µs")
	case d < 9950*time.Microsecond:
		return unit(d, time.Millisecond, 1, "ms")
	case d < 999500*time.Microsecond:
		return unit(d, time.Millisecond, 0, "ms")
	case d < 9995*time.Millisecond:
		return unit(d, time.Second, 2, "s")
	case d < 59950*time.Millisecond:
		return unit(d, time.Second, 1, "s")
	}
	s := d.Round(time.Second)
	return fmt.Sprintf("%s min %02d s", Count(int(s/time.Minute)), int(s%time.Minute/time.Second))
}

func unit(d, u time.Duration, digits int, name string) string {
	return strconv.FormatFloat(float64(d)/float64(u), 'f', digits, 64) + " " + name
}

// Size writes a number of bytes with two or three digits that matter, in powers
// of 1,000 as memory limits are given.
func Size(n uint64) string {
	names := []string{"B", "kB", "MB", "GB", "TB"}
	f, i := float64(n), 0
	for f >= 999.5 && i < len(names)-1 {
		f /= 1000
		i++
	}
	digits := 0
	if i > 0 && f < 9.95 {
		digits = 1
	}
	return strconv.FormatFloat(f, 'f', digits, 64) + " " + names[i]
}

// CPUs writes a number of processors that may be a fraction.
func CPUs(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// Plural is a number with its noun: "1 place", "2,000 places".
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Count(n) + " " + many
}

// ShownName writes the name of a cell as its prompt does: "cell [7]".
func ShownName(name string) string { return strings.Replace(name, "cell[", "cell [", 1) }

// ShownAll does the same in a sentence.
func ShownAll(text string) string { return strings.ReplaceAll(text, "cell[", "cell [") }
