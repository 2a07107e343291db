package rt

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"schedtick/kernel/program"
)

// fn runs body as a lowered function with defer statements.
func fn(body func(d *Defers)) {
	d := Defer0()
	defer func() { RunDefers(d, recover()) }()
	body(d)
}

// rec is a deferred function that recovers and logs what it got.
func rec(log *[]string) func() {
	return func() { rc := TakeRecover(); *log = append(*log, fmt.Sprint("recovered ", Recover(rc))) }
}

func TestDefers(t *testing.T) {
	say := func(log *[]string, s string) func() { return func() { *log = append(*log, s) } }
	for name, k := range map[string]struct {
		body func(log *[]string)
		log  string
		end  EndKind
		msg  string
	}{
		"last first": {func(l *[]string) {
			fn(func(d *Defers) { Push(d, 1, false, say(l, "a")); Push(d, 1, false, say(l, "b")) })
		}, "b a", OK, ""},
		"no panic": {func(l *[]string) { fn(func(d *Defers) { Push(d, 1, true, rec(l)) }) }, "recovered <nil>", OK, ""},
		"recover": {func(l *[]string) {
			fn(func(d *Defers) { Push(d, 1, true, rec(l)); Push(d, 1, false, say(l, "first")); Panic(1, "x") })
			*l = append(*l, "after")
		}, "first recovered x after", OK, ""},
		"recover once": {func(l *[]string) {
			fn(func(d *Defers) { Push(d, 1, true, rec(l)); Push(d, 1, true, rec(l)); Panic(1, "x") })
		}, "recovered x recovered <nil>", OK, ""},
		"only in the deferred function": {func(l *[]string) {
			fn(func(d *Defers) { Push(d, 1, false, func() { rec(l)() }); Panic(1, "x") })
		}, "recovered <nil>", Panicked, "panic: x"},
		"not in a callee of it": {func(l *[]string) {
			fn(func(d *Defers) {
				Push(d, 1, true, func() { rc := TakeRecover(); rec(l)(); *l = append(*l, fmt.Sprint(Recover(rc))) })
				Panic(1, "x")
			})
		}, "recovered <nil> x", OK, ""},
		"nor in a defer of it": {func(l *[]string) {
			fn(func(d *Defers) {
				Push(d, 1, true, func() {
					rc := TakeRecover()
					fn(func(d *Defers) { Push(d, 1, true, rec(l)) })
					*l = append(*l, fmt.Sprint(Recover(rc)))
				})
				Panic(1, "x")
			})
		}, "recovered <nil> x", OK, ""},
		"replaced": {func(l *[]string) {
			fn(func(d *Defers) { Push(d, 1, true, rec(l)); Push(d, 1, false, func() { Panic(1, "y") }); Panic(1, "x") })
		}, "recovered y", OK, ""},
		"replaced and left": {func(l *[]string) {
			fn(func(d *Defers) { Push(d, 1, false, func() { Panic(1, "y") }); Panic(1, "x") })
		}, "", Panicked, "panic: x\n\tpanic: y"},
		"panic after recover": {func(l *[]string) {
			fn(func(d *Defers) {
				Push(d, 1, true, func() { rc := TakeRecover(); Recover(rc); Panic(1, "y") })
				Panic(1, "x")
			})
		}, "", Panicked, "panic: x [recovered]\n\tpanic: y"},
		"panic again": {func(l *[]string) {
			fn(func(d *Defers) {
				Push(d, 1, true, func() { rc := TakeRecover(); Panic(1, Recover(rc)) })
				Panic(1, errors.New("x"))
			})
		}, "", Panicked, "panic: x [recovered, repanicked]"},
		"panic in a deferred, recovered within": {func(l *[]string) {
			fn(func(d *Defers) {
				Push(d, 1, true, rec(l))
				Push(d, 1, false, func() { fn(func(d *Defers) { Push(d, 1, true, rec(l)); Panic(1, "y") }) })
				Panic(1, "x")
			})
		}, "recovered y recovered x", OK, ""},
		"defer recover() under a newer panic": {func(l *[]string) {
			fn(func(d *Defers) {
				Push(d, 1, true, rec(l))
				Push(d, 1, true, func() {
					rc := TakeRecover()
					fn(func(d *Defers) {
						Push(d, 1, true, rec(l))
						Push(d, 1, false, func() { *l = append(*l, fmt.Sprint(Recover(rc))) })
						Panic(1, "y")
					})
				})
				Panic(1, "x")
			})
		}, "<nil> recovered y recovered x", OK, ""},
		"panic nil": {
			func(l *[]string) { Panic(1, nil) }, "", Panicked,
			"panic: " + new(runtime.PanicNilError).Error(),
		},
		"goexit": {func(l *[]string) {
			fn(func(d *Defers) { Push(d, 1, true, rec(l)); Goexit() })
			*l = append(*l, "after")
		}, "recovered <nil>", Goexited, ""},
		"goexit during a panic": {func(l *[]string) {
			fn(func(d *Defers) {
				Push(d, 1, true, rec(l))
				Push(d, 1, false, func() { Goexit() })
				Push(d, 1, false, say(l, "first"))
				Panic(1, "x")
			})
		}, "first recovered <nil>", Goexited, ""},
		"panic during a goexit": {func(l *[]string) {
			fn(func(d *Defers) {
				Push(d, 1, false, say(l, "last"))
				Push(d, 1, true, rec(l))
				Push(d, 1, false, func() { Panic(1, "y") })
				Goexit()
			})
			*l = append(*l, "after")
		}, "recovered y last", Goexited, ""},
		"panic left during a goexit": {func(l *[]string) {
			fn(func(d *Defers) { Push(d, 1, false, func() { Panic(1, "y") }); Goexit() })
		}, "", Panicked, "panic: y"},
		"exit runs nothing": {func(l *[]string) {
			fn(func(d *Defers) { Push(d, 1, false, say(l, "never")); Exit(2) })
		}, "", Exited, ""},
		"nil function": {func(l *[]string) {
			fn(func(d *Defers) { Push(d, 1, false, nil) })
		}, "", Panicked, "panic: runtime error: invalid memory address or nil pointer dereference"},
		"reflect's words": {func(l *[]string) {
			fn(func(d *Defers) {
				Push(d, 1, true, func() {
					rc := TakeRecover()
					_, ok := Recover(rc).(runtime.Error)
					*l = append(*l, fmt.Sprint(ok))
				})
				var p *struct{ n int }
				reflect.ValueOf(p).Elem().Field(0)
			})
		}, "true", OK, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var log []string
			o := inCell(t, func() { k.body(&log) })
			if got := strings.Join(log, " "); got != k.log {
				t.Errorf("log %q, want %q", got, k.log)
			}
			if o.Kind != k.end || o.Message != k.msg {
				t.Errorf("end %d %q, want %d %q", o.Kind, o.Message, k.end, k.msg)
			}
		})
	}
}

func TestPanicInAGoroutine(t *testing.T) {
	AddSites([]program.Site{{ID: 901, Name: "cell[9]", Line: 4, Col: 2, What: "go"}, {ID: 902, Name: "cell[9]", Line: 7, Col: 5, What: "panic"}})
	AddFuncs([]program.Func{{Lowered: "work_9", Source: "main.work", Line: 6}})
	c := NewCell(9, "cell[9]")
	o := c.Run(func() {
		Go(901, func() {
			defer func() {
				r := recover()
				fmt.Fprintln(UnwindWriter(), "cell[9]:6:1: panic: main.work_9(...)")
				panic(r)
			}()
			Panic(902, "boom\nbang")
		})
		Recv(1, make(chan int), nil)
	})
	want := Outcome{
		Kind: GoroutinePanic, Message: "panic: boom\n\tbang", Value: "boom\nbang",
		Stack: []Frame{{"main.work", "cell[9]", 7, 5}}, GoSite: 901,
	}
	if !reflect.DeepEqual(o, want) {
		t.Errorf("got  %+v\nwant %+v", o, want)
	}
}

func TestBounds(t *testing.T) {
	for want, f := range map[string]func(){
		"index out of range [5] with length 3":                           func() { Index(5, 3) },
		"index out of range [-1]":                                        func() { Index(-1, 3) },
		"slice bounds out of range [:5] with capacity 3":                 func() { Bounds(0, 5, 0, 3, 0) },
		"slice bounds out of range [2:1]":                                func() { Bounds(2, 1, 0, 3, 0) },
		"slice bounds out of range [-1:]":                                func() { Bounds(-1, 1, 0, 3, 0) },
		"slice bounds out of range [::9] with capacity 3":                func() { Bounds(0, 1, 9, 3, ThreeBounds) },
		"slice bounds out of range [:3:2]":                               func() { Bounds(0, 3, 2, 3, ThreeBounds) },
		"slice bounds out of range [2:1:]":                               func() { Bounds(2, 1, 2, 3, ThreeBounds) },
		"slice bounds out of range [4:3]":                                func() { Bounds(4, 3, 0, 5, 0) },
		"index out of range [18446744073709551615] with length 3":        func() { IndexU(-1, 3) },
		"slice bounds out of range [:9223372036854775808] with length 3": func() { Bounds(0, math.MinInt, 0, 3, OfLength|UnsignedHigh) },
		"slice bounds out of range [:-9223372036854775808]":              func() { Bounds(0, math.MinInt, 0, 3, UnsignedLow) },
		"slice bounds out of range [18446744073709551615:2:]":            func() { Bounds(-1, 2, 3, 3, ThreeBounds|UnsignedLow) },
	} {
		func() {
			defer func() {
				if e, ok := recover().(runtime.Error); !ok || e.Error() != "runtime error: "+want {
					t.Errorf("got %v, want %s", e, want)
				}
			}()
			f()
		}()
	}
}

func TestPanicText(t *testing.T) {
	for want, v := range map[string]any{
		"panic: 7": 7, "panic: x": "x", "panic: 1.5": 1.5, "panic: true": true,
		"panic: rt.reflectInt(2)": reflectInt(2), "panic: e": errors.New("e"), "panic: ([]int) [1 2]": []int{1, 2},
	} {
		if got := PanicText(v); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

type reflectInt int

func TestTranslate(t *testing.T) {
	for reflected, want := range map[any]string{
		"reflect: Method on nil interface value":                                        "invalid memory address or nil pointer dereference",
		"reflect: call of reflect.Value.Field on zero Value":                            "invalid memory address or nil pointer dereference",
		"reflect: cannot convert slice with length 1 to array with length 2":            "cannot convert slice with length 1 to array or pointer to array with length 2",
		"reflect: cannot convert slice with length 1 to pointer to array with length 2": "cannot convert slice with length 1 to array or pointer to array with length 2",
	} {
		if e, ok := Translate(reflected).(runtime.Error); !ok || e.Error() != "runtime error: "+want {
			t.Errorf("%v: got %v", reflected, e)
		}
	}
}
