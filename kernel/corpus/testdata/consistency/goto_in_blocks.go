package main

import "fmt"

func parse(s string) (out []string, err string) {
	i := 0
next:
	if i == len(s) {
		return
	}
	switch c := s[i]; {
	case c == ' ':
		i++
		goto next
	case c >= '0' && c <= '9':
		j := i
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		out = append(out, s[j:i])
		goto next
	case c == '!':
		goto bad
	}
	out = append(out, string(s[i]))
	i++
	goto next
bad:
	err = fmt.Sprint("bad at ", i)
	return
}

func loop() (n int) {
	i, j := 0, 0
outer:
	if i < 3 {
		j = 0
	inner:
		if j < 3 {
			n += i * j
			j++
			if n > 5 {
				goto done
			}
			goto inner
		}
		i++
		goto outer
	}
done:
	return n*10 + i
}

func closures() (fs []func() int) {
	i := 0
again:
	{
		k := i * 10
		fs = append(fs, func() int { k++; return k })
	}
	i++
	if i < 3 {
		goto again
	}
	return
}

func main() {
	fmt.Println(parse("12+ 3*x"))
	fmt.Println(parse("1!2"))
	fmt.Println(loop())
	for _, f := range closures() {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	defer func() {
		n := 0
	retry:
		n++
		if n < 3 {
			goto retry
		}
		fmt.Println("deferred goto", n)
	}()
}
