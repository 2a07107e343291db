// Package reflect where no type is declared.
package main

import (
	"fmt"
	"reflect"
)

func describe(x any) {
	v := reflect.ValueOf(x)
	if !v.IsValid() {
		fmt.Println("nothing")
		return
	}
	switch v.Kind() {
	case reflect.Slice, reflect.Array, reflect.String:
		fmt.Println(v.Type(), v.Len(), v.Index(v.Len()-1))
	case reflect.Map:
		fmt.Println(v.Type(), v.Len(), v.MapIndex(reflect.ValueOf("a")))
	case reflect.Pointer:
		fmt.Println(v.Type(), v.Elem().Kind())
	case reflect.Func:
		fmt.Println(v.Type(), v.Call([]reflect.Value{reflect.ValueOf(20), reflect.ValueOf(22)})[0].Int())
	default:
		fmt.Println(v.Type(), v)
	}
}

func main() {
	n := 7
	for _, x := range []any{nil, 1, 2.5, "go", []int{1, 2}, [2]bool{}, map[string]int{"a": 1}, &n, error(nil)} {
		describe(x)
	}
	describe(func(a, b int) int { return a + b })
	p := reflect.New(reflect.TypeOf(n))
	p.Elem().SetInt(42)
	fmt.Println(p.Elem().Interface(), *p.Interface().(*int))
	x := 3.4
	e := reflect.ValueOf(&x).Elem()
	e.SetFloat(7.1)
	fmt.Println(x, e.CanSet(), reflect.ValueOf(x).CanSet())
}
