package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// Arrays as values and grids: life, sudoku by backtracking, queens, flood fill, knapsack,
// edit distance, permutations, primes, a bank of bit sets, with seeds that repeat.

type Grid [5][5]bool

func (g Grid) Next() (n Grid) {
	for y := range g {
		for x := range g[y] {
			c := 0
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					if (dx != 0 || dy != 0) && g[(y+dy+5)%5][(x+dx+5)%5] {
						c++
					}
				}
			}
			n[y][x] = c == 3 || c == 2 && g[y][x]
		}
	}
	return
}

func (g Grid) String() string {
	var b strings.Builder
	for _, row := range g {
		for _, c := range row {
			b.WriteByte(map[bool]byte{true: '#', false: '.'}[c])
		}
		b.WriteByte(' ')
	}
	return b.String()
}

type Board [9][9]int8

func (b *Board) ok(r, c int, v int8) bool {
	for i := range 9 {
		if b[r][i] == v || b[i][c] == v || b[r/3*3+i/3][c/3*3+i%3] == v {
			return false
		}
	}
	return true
}

func (b *Board) Solve(steps *int) bool {
	for r := range b {
		for c, v := range b[r] {
			if v != 0 {
				continue
			}
			for v := int8(1); v <= 9; v++ {
				if b.ok(r, c, v) {
					*steps++
					b[r][c] = v
					if b.Solve(steps) {
						return true
					}
				}
			}
			b[r][c] = 0
			return false
		}
	}
	return true
}

func queens(n int) (count int, first []int) {
	var place func(row int, cols []int, used [3]uint64)
	place = func(row int, cols []int, used [3]uint64) {
		if row == n {
			if count++; first == nil {
				first = slices.Clone(cols)
			}
			return
		}
		for c := range n {
			bits := [3]uint64{1 << c, 1 << (row + c), 1 << (row - c + n)}
			if used[0]&bits[0]|used[1]&bits[1]|used[2]&bits[2] != 0 {
				continue
			}
			next := used
			for i := range next {
				next[i] |= bits[i]
			}
			place(row+1, append(cols, c), next)
		}
	}
	place(0, nil, [3]uint64{})
	return
}

func edit(a, b string) int {
	x, y := []rune(a), []rune(b)
	prev := make([]int, len(y)+1)
	for j := range prev {
		prev[j] = j
	}
	for i, r := range x {
		cur := append(make([]int, 0, len(prev)), i+1)
		for j, s := range y {
			cost := 1
			if r == s {
				cost = 0
			}
			cur = append(cur, min(prev[j]+cost, prev[j+1]+1, cur[j]+1))
		}
		prev = cur
	}
	return prev[len(y)]
}

func permutations[T any](xs []T, yield func([]T) bool) bool {
	if len(xs) <= 1 {
		return yield(slices.Clone(xs))
	}
	for i := range xs {
		rest := slices.Delete(slices.Clone(xs), i, i+1)
		if !permutations(rest, func(p []T) bool { return yield(append([]T{xs[i]}, p...)) }) {
			return false
		}
	}
	return true
}

type Bits [4]uint64

func (b *Bits) Set(i uint)     { b[i/64] |= 1 << (i % 64) }
func (b Bits) Has(i uint) bool { return b[i>>6]>>(i&63)&1 == 1 }

func flood(img [][]rune, x, y int, to rune) (n int) {
	from := img[y][x]
	type p struct{ x, y int }
	for stack := []p{{x, y}}; len(stack) > 0; {
		at := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if at.y < 0 || at.y >= len(img) || at.x < 0 || at.x >= len(img[at.y]) || img[at.y][at.x] != from {
			continue
		}
		img[at.y][at.x] = to
		n++
		stack = append(stack, p{at.x + 1, at.y}, p{at.x - 1, at.y}, p{at.x, at.y + 1}, p{at.x, at.y - 1})
	}
	return
}

func main() {
	var g Grid
	for _, p := range [][2]int{{0, 1}, {1, 2}, {2, 0}, {2, 1}, {2, 2}} {
		g[p[0]][p[1]] = true
	}
	start := g
	for range 20 {
		g = g.Next()
	}
	fmt.Println(start, "\n"+g.String(), g == start)
	rows := []string{"53..7....", "6..195...", ".98....6.", "8...6...3", "4..8.3..1", "7...2...6", ".6....28.", "...419..5", "....8..79"}
	var b Board
	for r, row := range rows {
		for c, ch := range row {
			if ch != '.' {
				b[r][c] = int8(ch - '0')
			}
		}
	}
	steps := 0
	copied := b
	fmt.Println(b.Solve(&steps), steps, b[0], b[8], copied[0])
	fmt.Println(queens(6))
	fmt.Println(edit("kitten", "sitting"), edit("", "abc"), edit("größe", "grosse"))
	n := 0
	permutations([]string{"a", "b", "c"}, func(p []string) bool { n++; fmt.Print(strings.Join(p, ""), " "); return n < 5 })
	fmt.Println()
	var sieve Bits
	var primes []uint
	for i := uint(2); i < 256; i++ {
		if !sieve.Has(i) {
			primes = append(primes, i)
			for j := i * i; j < 256; j += i {
				sieve.Set(j)
			}
		}
	}
	fmt.Println(len(primes), primes[len(primes)-3:], sieve[0])
	img := [][]rune{[]rune("..##"), []rune(".#é#"), []rune("..##")}
	fmt.Println(flood(img, 0, 0, '~'), flood(img, 2, 1, 'x'))
	fmt.Println(string(img[0]), string(img[1]))
	r1, r2 := rand.New(rand.NewPCG(1, 2)), rand.New(rand.NewPCG(1, 2))
	fmt.Println(r1.IntN(1000) == r2.IntN(1000), r1.Perm(5), r1.Uint32(), r1.Float64() < 1)
	deck := []int{1, 2, 3, 4, 5, 6}
	rand.New(rand.NewPCG(7, 7)).Shuffle(len(deck), func(i, j int) { deck[i], deck[j] = deck[j], deck[i] })
	fmt.Println(deck)
	w, v := []int{1, 3, 4, 5}, []int{1, 4, 5, 7}
	best := make([]int, 8)
	for i := range w {
		for c := len(best) - 1; c >= w[i]; c-- {
			best[c] = max(best[c], best[c-w[i]]+v[i])
		}
	}
	fmt.Println(best)
	pp := &[3]*[2]int{{1, 2}, nil, {5, 6}}
	for i, q := range pp {
		if q == nil {
			pp[i] = &[2]int{}
			continue
		}
		q[0], q[1] = q[1], q[0]
	}
	fmt.Println(*pp[0], *pp[1], pp[2][1], len(pp), cap(pp[2][:1]))
	sub := pp[0][:]
	sub[0] = 99
	arr := [...]string{2: "c", 0: "a"}
	alias := arr
	alias[1] = "b"
	fmt.Println(pp[0][0], arr, alias, arr == [3]string{"a", "", "c"}, [3]string(alias[:]) == alias)
}
