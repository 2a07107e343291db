package main

import (
	"fmt"
	"reflect"
)

type T struct {
	A int `k:"v"`
	B string
}

func (T) M()     {}
func (*T) P(int) {}

type E int

func main() {
	fmt.Println(reflect.TypeOf(1).Kind(), reflect.TypeOf("s"), reflect.ValueOf([]int{1, 2}).Len())
	fmt.Println(reflect.DeepEqual([]int{1}, []int{1}), reflect.DeepEqual(map[string][]int{"a": {1}}, map[string][]int{"a": {2}}))
	fmt.Println(reflect.DeepEqual(T{1, "b"}, T{1, "b"}), reflect.DeepEqual(T{1, "b"}, T{2, "b"}), reflect.DeepEqual(E(1), 1))
	v := reflect.ValueOf(map[string]int{"x": 1})
	fmt.Println(v.MapIndex(reflect.ValueOf("x")), v.Kind() == reflect.Map)
	x := 3.5
	reflect.ValueOf(&x).Elem().SetFloat(7)
	fmt.Println(x, reflect.Zero(reflect.TypeOf(0)).Int())
}
