package main

import "fmt"

func main() {
	s := "abc"
	for i, c := range s {
		s += string(c)
		if i == 1 {
			s = "changed"
		}
		fmt.Print(i, string(c), " ")
	}
	fmt.Println(s)
	sl := []int{1, 2, 3}
	for i := range sl {
		sl = append(sl, sl[i]*10)
	}
	fmt.Println(sl)
	for i := 0; i < len(sl); i++ {
		if sl[i]%10 == 0 {
			sl = append(sl[:i], sl[i+1:]...)
			i--
		}
	}
	fmt.Println(sl)
	m := map[int]int{1: 1}
	for k, v := range m {
		m[k] = v + 1
		k = 50
		v = 60
		_, _ = k, v
	}
	fmt.Println(m)
	arr := [3]int{1, 2, 3}
	for i := range arr {
		arr[(i+1)%3] += arr[i]
	}
	fmt.Println(arr)
	n := 0
	for n < 5 {
		n += 2
	}
	for n < 10 {
		n += 3
	}
	for {
		n--
		if n < 3 {
			break
		}
	}
	fmt.Println(n)
	total := 0
	for i := range sl {
		for j := range i + 1 {
			total += j
			i = 100
		}
	}
	fmt.Println(total)
}
