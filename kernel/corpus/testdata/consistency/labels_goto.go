package main

import "fmt"

func find(m [][]int, x int) (int, int) {
outer:
	for i, r := range m {
		for j, v := range r {
			switch {
			case v == x:
				return i, j
			case v < 0:
				continue outer
			case v > 100:
				break outer
			}
		}
	}
	return -1, -1
}

func gotos(n int) (s string) {
	i := 0
loop:
	if i >= n {
		goto end
	}
	s += fmt.Sprint(i, ";")
	i++
	goto loop
end:
	s += "end"
	return
}

func retry() int {
	tries := 0
again:
	tries++
	for i := 0; i < 3; i++ {
		if i == 2 && tries < 3 {
			goto again
		}
	}
	return tries
}

func main() {
	m := [][]int{{1, -1, 5}, {2, 5}, {200, 7}}
	fmt.Println(find(m, 5))
	fmt.Println(find(m, 7))
	fmt.Println(gotos(3), retry())
block:
	switch {
	default:
		fmt.Println("in block")
		if len(m) > 0 {
			break block
		}
		fmt.Println("never")
	}
sw:
	switch {
	case true:
		for {
			break sw
		}
		fmt.Println("never")
	}
	n := 0
a:
	for i := 0; i < 3; i++ {
	b:
		for j := 0; ; j++ {
			for k := range 5 {
				n++
				if k == 1 {
					continue b
				}
				if j == 2 {
					break b
				}
				if i == 2 {
					continue a
				}
			}
		}
	}
	fmt.Println(n)
	var fs []func()
L:
	for i := range 5 {
		func() {
		L:
			for j := range 3 {
				fs = append(fs, func() { fmt.Print(i, j, " ") })
				if j == 1 {
					break L
				}
			}
		}()
		if i == 1 {
			break L
		}
	}
	for _, f := range fs {
		f()
	}
	fmt.Println()
	i := 0
	for {
		i++
		if i < 5 {
			continue
		}
		switch i {
		case 5:
			continue
		case 6:
			break
		}
		if i > 6 {
			break
		}
	}
	fmt.Println(i)
rng:
	for range 2 {
		for c := range "abc" {
			if c == 1 {
				continue rng
			}
			fmt.Print(c, " ")
		}
	}
	fmt.Println()
	{
		x := 5
		goto skip
	skip:
		fmt.Println(x)
	}
typ:
	for _, v := range []any{1, "a", 2.0, 3} {
		switch v.(type) {
		case string:
			continue typ
		case float64:
			break typ
		}
		fmt.Println(v)
	}
	goto done
done:
}
