// The fields of a struct through package reflect.
package main

import (
	"fmt"
	"reflect"
)

type T struct {
	A int
	B string
	C []float64
	D map[string]bool
}

func main() {
	t := T{23, "skidoo", []float64{1.5}, nil}
	s := reflect.ValueOf(&t).Elem()
	for i := 0; i < s.NumField(); i++ {
		f := s.Field(i)
		fmt.Printf("%d: %s = %v %v\n", i, f.Type(), f.Interface(), f.CanSet())
	}
	s.Field(0).SetInt(77)
	s.FieldByName("B").SetString("Sunset Strip")
	s.Field(2).Index(0).SetFloat(2.5)
	fmt.Println("t is now", t)
	v := reflect.ValueOf(t)
	fmt.Println(v.Kind(), v.NumField(), v.Field(0).Int(), v.Field(0).CanSet(), v.Field(3).IsNil())
	fmt.Println(reflect.ValueOf(T{}).IsZero(), reflect.ValueOf(3.4).Float())
}
