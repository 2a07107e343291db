package diagram

import (
	"cmp"
	"slices"
)

// bend gives edges over several layers a block in each of those between, so that
// they go around what stands there. It returns all blocks of the part.
func (p *Plan) bend(part []int) []int {
	members := slices.Clone(part)
	joined := make(map[[2]int][]int)
	for i := range p.Edges {
		a, b := p.owner[p.Edges[i].From], p.owner[p.Edges[i].To]
		if a == b || !slices.Contains(part, a) {
			continue
		}
		turned := p.blocks[a].layer > p.blocks[b].layer
		if turned {
			a, b = b, a
		}
		if p.blocks[b].layer-p.blocks[a].layer < 2 {
			continue
		}
		chain, have := joined[[2]int{a, b}]
		if !have {
			chain = p.chain(a, b)
			joined[[2]int{a, b}] = chain
			members = append(members, chain...)
		}
		if turned {
			chain = slices.Clone(chain)
			slices.Reverse(chain)
		}
		p.bends[i] = chain
	}
	return members
}

// chain puts bends between two blocks.
func (p *Plan) chain(a, b int) []int {
	var list []int
	last := a
	drop := func(from *[]int, what int) {
		*from = slices.DeleteFunc(*from, func(n int) bool { return n == what })
	}
	drop(&p.blocks[a].next, b)
	drop(&p.blocks[b].before, a)
	for l := p.blocks[a].layer + 1; l < p.blocks[b].layer; l++ {
		n := p.addBlock(block{w: 8, h: 8, layer: l, before: []int{last}})
		p.blocks[last].next = append(p.blocks[last].next, n)
		list = append(list, n)
		last = n
	}
	p.blocks[last].next = append(p.blocks[last].next, b)
	p.blocks[b].before = append(p.blocks[b].before, last)
	return list
}

// order sorts the blocks of each layer so that few arrows cross: by the middle of
// their neighbours, to and fro.
func (p *Plan) order(members []int) [][]int {
	var levels [][]int
	for _, b := range members {
		for len(levels) <= p.blocks[b].layer {
			levels = append(levels, nil)
		}
		levels[p.blocks[b].layer] = append(levels[p.blocks[b].layer], b)
	}
	rank := make(map[int]float64)
	number := func(level []int) {
		for k, b := range level {
			rank[b] = float64(k) - float64(len(level)-1)/2
		}
	}
	for _, level := range levels {
		number(level)
	}
	middle := func(list []int, own float64) float64 {
		if len(list) == 0 {
			return own
		}
		sum := 0.0
		for _, n := range list {
			sum += rank[n]
		}
		return sum / float64(len(list))
	}
	sweep := func(level []int, side func(block) []int) {
		at := make(map[int]float64, len(level))
		for _, b := range level {
			at[b] = middle(side(p.blocks[b]), rank[b])
		}
		slices.SortStableFunc(level, func(a, b int) int { return cmp.Compare(at[a], at[b]) })
		number(level)
	}
	for range 4 {
		for _, level := range levels {
			sweep(level, func(b block) []int { return b.before })
		}
		for _, level := range slices.Backward(levels) {
			sweep(level, func(b block) []int { return b.next })
		}
	}
	return levels
}

// spread finds the places of the blocks within their layers: near their neighbours,
// in order, and apart.
func (p *Plan) spread(levels [][]int, size func(block) float64, room float64) map[int]float64 {
	at := make(map[int]float64)
	for _, level := range levels {
		pack(level, at, room, func(b int) float64 { return size(p.blocks[b]) })
	}
	for range 8 {
		for _, level := range levels {
			for _, b := range level {
				near := slices.Concat(p.blocks[b].before, p.blocks[b].next)
				if len(near) == 0 {
					continue
				}
				sum := 0.0
				for _, n := range near {
					sum += at[n]
				}
				at[b] = sum / float64(len(near))
			}
			pack(level, at, room, func(b int) float64 { return size(p.blocks[b]) })
		}
	}
	return at
}

// pack moves the blocks of a layer apart, in their order, as little as need be:
// neighbours that would overlap form a row around the middle of their wishes.
func pack(level []int, at map[int]float64, room float64, size func(int) float64) {
	type row struct {
		blocks       []int
		wish, length float64
	}
	var rows []row
	for _, b := range level {
		rows = append(rows, row{[]int{b}, at[b], size(b)})
		for len(rows) > 1 {
			a, z := &rows[len(rows)-2], rows[len(rows)-1]
			if a.wish+a.length/2+room <= z.wish-z.length/2+1e-9 {
				break
			}
			n, m := float64(len(a.blocks)), float64(len(z.blocks))
			// The rows' wishes are of their centres; joined, each centre moves by
			// half of the other's length.
			a.wish = (n*(a.wish+(z.length+room)/2) + m*(z.wish-(a.length+room)/2)) / (n + m)
			a.length += room + z.length
			a.blocks = append(a.blocks, z.blocks...)
			rows = rows[:len(rows)-1]
		}
	}
	for _, r := range rows {
		x := r.wish - r.length/2
		for _, b := range r.blocks {
			at[b] = x + size(b)/2
			x += size(b) + room
		}
	}
}
