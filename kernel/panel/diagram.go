package panel

// shape says what a node of the picture stands for.
type shape uint8

const (
	goroutineShape shape = iota // a box
	objectShape                 // a box with round ends
	nobodyShape                 // dashed: who is missing
	moreShape                   // dashed: what is left out
)

// tone is the colour of a node or an edge, which words and shapes repeat.
type tone uint8

const (
	calm   tone = iota
	circle      // in a circle: nobody there can go on
	lost        // nobody can wake it
)

// node is a box of the picture.
type node struct {
	shape shape
	tone  tone
	lines []string // the first is its name
	w, h  float64
	x, y  float64 // the centre
	ring  int     // index of graph.rings, -1 outside
}

// edge is an arrow of the picture.
type edge struct {
	from, to int
	label    string
	dashed   bool // has it in its hands; else waits for it
	tone     tone
}

// graph is a diagram before it has places.
type graph struct {
	nodes []node
	edges []edge
	rings [][]int // nodes around each circle, in order
	cut   bool    // there is more than is drawn
}
