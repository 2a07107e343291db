package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Times and durations: layouts, parsing errors, arithmetic, rounding, zones, and types of
// one's own made of them.

type Date struct{ time.Time }

func (d Date) MarshalJSON() ([]byte, error) { return json.Marshal(d.Format(time.DateOnly)) }
func (d *Date) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	t, err := time.Parse(time.DateOnly, s)
	d.Time = t
	return err
}

type Lap time.Duration

func (l Lap) String() string { return fmt.Sprintf("%.1fs", time.Duration(l).Seconds()) }

type Weekday time.Weekday

const (
	Mon Weekday = Weekday(time.Monday) + iota
	Tue
)

func (w Weekday) String() string { return "~" + time.Weekday(w).String() }

type event struct {
	When Date          `json:"when"`
	Took time.Duration `json:"took"`
	Lap  Lap           `json:"lap"`
	At   *time.Time    `json:"at,omitempty"`
}

func main() {
	t := time.Date(2024, time.February, 28, 22, 4, 5, 678901234, time.UTC)
	for _, l := range []string{time.RFC3339Nano, time.RFC1123Z, time.Kitchen, time.StampMicro, "Mon Jan _2 2006 .000", "06/1/2 3:4PM -07:00 MST 002", "2006-01-02T15:04:05.999"} {
		fmt.Println(t.Format(l))
	}
	east := time.FixedZone("EAST", 5*3600+1800)
	fmt.Println(t.In(east), t.In(east).Equal(t), t.In(east) == t, t.AddDate(0, 0, 2).Format(time.DateOnly), t.AddDate(1, 0, 1).Weekday(), t.YearDay())
	fmt.Println(t.Truncate(time.Hour).Format(time.TimeOnly), t.Round(time.Second).Format(time.TimeOnly), t.Sub(t.Add(-36*time.Hour)), t.Add(-time.Nanosecond).Before(t), t.Compare(t))
	y, w := t.ISOWeek()
	fmt.Println(y, w, t.Month()+1, t.Weekday(), Weekday(t.Weekday()), Mon, Tue, t.Unix(), t.UnixMilli())
	for _, s := range []string{"1h15m30.918s", "-1.5h", "1us", "3", "", "1x", ".5s", "100000000h"} {
		d, err := time.ParseDuration(s)
		fmt.Println(d, err, Lap(d))
	}
	for _, d := range []time.Duration{0, 1, 1500, 2 * time.Microsecond, 999 * time.Millisecond, 61 * time.Second, -25 * time.Hour} {
		fmt.Print(d, " ", d.Round(time.Second), " ", d.Truncate(time.Millisecond), " ", d.Hours() > 1, "; ")
	}
	fmt.Println()
	_, err := time.Parse(time.RFC3339, "2024-13-01T00:00:00Z")
	var pe *time.ParseError
	fmt.Println(err, errors.As(err, &pe), pe.LayoutElem, pe.Value)
	_, err = time.Parse("2006-01-02", "2023-02-29")
	fmt.Println(err)
	p, err := time.ParseInLocation("2006-01-02 15:04", "2024-07-01 09:30", east)
	fmt.Println(p, err, p.UTC().Format(time.DateTime))
	at := t.Add(time.Hour)
	b, err := json.Marshal([]event{{Date{t}, time.Second, Lap(1500 * time.Millisecond), &at}, {}})
	fmt.Println(string(b), err)
	var es []event
	fmt.Println(json.Unmarshal(b, &es), es[0].When.Year(), es[0].Lap, es[0].At.Minute(), es[1].At == nil, es[1].When.IsZero())
	fmt.Println(json.Unmarshal([]byte(`[{"when":"yesterday"}]`), &es))
	fmt.Printf("%v %d %s %T %T\n", Lap(2e9), Lap(2e9), time.Duration(2e9), Lap(1), es[0].When)
	var zero time.Time
	fmt.Println(zero, zero.IsZero(), zero.Unix(), Date{}.IsZero(), max(time.Second, time.Minute), time.UTC, time.March.String()[:3])
	deadline := t.Add(90 * time.Minute)
	for c := t; c.Before(deadline); c = c.Add(40 * time.Minute) {
		fmt.Print(c.Format("15:04 "), deadline.Sub(c), "; ")
	}
	fmt.Println()
}
