package main

import "fmt"

type board [3][3]rune

func (b board) String() (s string) {
	for _, r := range b {
		for _, c := range r {
			if c == 0 {
				c = '.'
			}
			s += string(c)
		}
		s += "\n"
	}
	return
}
func (b *board) play(r, c int, p rune) bool {
	if b[r][c] != 0 {
		return false
	}
	b[r][c] = p
	return true
}
func (b board) with(r, c int, p rune) board { b[r][c] = p; return b }

func main() {
	var b board
	fmt.Println(b.play(1, 1, 'x'), b.play(1, 1, 'o'))
	c := b.with(0, 0, 'o')
	fmt.Print(b, c)
	fmt.Println(b == c, b == c.with(0, 0, 0))
	var cube [2][3][4]int
	n := 0
	for i := range cube {
		for j := range cube[i] {
			for k := range cube[i][j] {
				cube[i][j][k] = n
				n++
			}
		}
	}
	plane := cube[1]
	plane[0][0] = -1
	row := &cube[1][2]
	row[3] = 99
	fmt.Println(cube[1], plane[0], len(cube), len(cube[0]), len(cube[0][0]))
	jag := make([][][]string, 2)
	jag[0] = append(jag[0], []string{"a"})
	jag[1] = [][]string{nil, {"b", "c"}}
	jag[1][1][0] += "!"
	fmt.Println(jag, len(jag[1][0]))
	m := map[int][2][]int{}
	v := m[3]
	v[1] = append(v[1], 5)
	m[3] = v
	m[3][1][0]++
	fmt.Println(m)
	ms := []map[string][]int{{"a": {1}}, nil}
	ms[0]["a"][0] = 7
	ms[0]["b"] = append(ms[0]["b"], 8)
	fmt.Println(ms, len(ms[1]["x"]))
}
