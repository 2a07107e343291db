package main

import (
	"encoding/json"
	"fmt"
	"time"
)

type stamp struct {
	At  time.Time     `json:"at"`
	For time.Duration `json:"for"`
}
type weekday time.Weekday

func (w weekday) next() weekday  { return (w + 1) % 7 }
func (w weekday) String() string { return time.Weekday(w).String()[:3] }

func main() {
	t := time.Date(2023, 12, 31, 23, 59, 58, 123456789, time.UTC)
	fmt.Println(t, t.Add(2*time.Second).Year(), t.Round(time.Second).Format(time.TimeOnly))
	s := stamp{t, 90 * time.Second}
	b, err := json.Marshal(s)
	fmt.Println(string(b), err)
	fmt.Println(s.For, s.At.Unix(), weekday(t.Weekday()), weekday(6).next())
	y, w := t.ISOWeek()
	fmt.Println(y, w, t.Month(), int(t.Month()), t.In(time.FixedZone("X", 3600)).Format(time.RFC1123Z))
	fmt.Printf("%v %d %s %T\n", s.For, s.For, s.For, s.For)
	m := map[time.Month]int{time.May: 5}
	m[time.June]++
	fmt.Println(m, time.Duration(1<<63-1), time.Time{}.IsZero(), t.Compare(t.Add(1)))
	d, err := time.ParseDuration("x")
	fmt.Println(d, err)
	const layout = "02/Jan/06 15h04"
	fmt.Println(t.Format(layout), t.Truncate(24*time.Hour).Format(time.DateOnly))
}
