package main

import "fmt"

type grid [][]int

func (g grid) at(i, j int) int { return g[i][j] }

func main() {
	g := grid{{1, 2}, {3}}
	fmt.Println(g.at(0, 1))
	fmt.Println(g.at(1, 1))
}
