package main

import (
	"fmt"
	"io"
	"reflect"
	"time"
)

type Shape interface{ Area() float64 }
type Sq struct {
	Side float64 `unit:"cm"`
	tags []string
}
type Cube struct {
	*Sq
	N int
}
type Any interface{}
type Str interface{ String() string }

func (s Sq) Area() float64                  { return s.Side * s.Side }
func (s Sq) String() string                 { return fmt.Sprintf("Sq(%g)", s.Side) }
func (s *Sq) Scale(f float64, more ...int) *Sq { s.Side *= f; return s }
func (s Sq) hidden()                        {}

type Names []string

func describe(t reflect.Type) {
	fmt.Println(t, t.Name(), t.Kind(), t.NumMethod())
	for i := range t.NumMethod() {
		m := t.Method(i)
		fmt.Println("  ", m.Name, m.Type, m.Type.NumIn(), m.Type.NumOut(), m.Index)
	}
	if t.Kind() == reflect.Struct {
		for i := range t.NumField() {
			f := t.Field(i)
			fmt.Println("  .", f.Name, f.Type, f.Tag.Get("unit"), f.IsExported(), f.Anonymous)
		}
	}
}

func kind[T any]() string {
	t := reflect.TypeFor[T]()
	return t.String() + " " + t.Kind().String()
}

func main() {
	shape, str, errT := reflect.TypeFor[Shape](), reflect.TypeFor[fmt.Stringer](), reflect.TypeFor[error]()
	for _, x := range []any{Sq{}, &Sq{}, Cube{&Sq{}, 1}, Names{}, 3, time.Second, fmt.Errorf("x")} {
		t := reflect.TypeOf(x)
		fmt.Println(t, t.Implements(shape), t.Implements(str), t.Implements(errT), t.Implements(reflect.TypeFor[Str]()), t.Implements(reflect.TypeFor[Any]()))
	}
	for _, t := range []reflect.Type{reflect.TypeFor[Sq](), reflect.TypeFor[*Sq](), shape, reflect.TypeFor[Cube](), reflect.TypeFor[Names]()} {
		describe(t)
	}
	m, ok := reflect.TypeFor[*Sq]().MethodByName("Scale")
	fmt.Println(m.Name, m.Type, m.Type.In(1), m.Type.Out(0), m.Type.IsVariadic(), ok)
	_, ok = reflect.TypeFor[Sq]().MethodByName("Scale")
	fmt.Println(ok)
	fmt.Println(reflect.TypeFor[Names]().AssignableTo(reflect.TypeFor[[]string]()), reflect.TypeFor[Names]().AssignableTo(reflect.TypeFor[[]int]()),
		reflect.TypeFor[Sq]().AssignableTo(reflect.TypeFor[Sq]()), reflect.TypeFor[Sq]().AssignableTo(shape), reflect.TypeFor[int]().AssignableTo(shape))
	fmt.Println(reflect.TypeFor[Names]().ConvertibleTo(reflect.TypeFor[[]string]()), reflect.TypeFor[int]().ConvertibleTo(reflect.TypeFor[string]()))
	fmt.Println(kind[Sq](), kind[map[string]*Sq](), kind[chan<- Sq](), kind[int](), kind[io.Reader](), kind[func(Sq, ...int) error]())
	fmt.Println(reflect.TypeFor[Sq]() == reflect.TypeOf(Sq{}), reflect.TypeFor[Sq]() == reflect.TypeFor[Cube](), reflect.TypeOf((*Shape)(nil)).Elem() == shape)
	fmt.Println(reflect.TypeFor[[]Sq]().Elem(), reflect.TypeFor[[3]Sq]().Len())
}
