package diagram

// Shape says what a node of the picture stands for.
type Shape uint8

// Shapes, which a reader without colours can tell apart too.
const (
	GoroutineShape Shape = iota // a box
	ObjectShape                 // a box with round ends
	NobodyShape                 // dashed: who is missing
	MoreShape                   // dashed: what is left out
)

// Tone is the colour of a node or an edge, which words and shapes repeat.
type Tone uint8

// Tones.
const (
	Calm   Tone = iota
	Circle      // in a circle: nobody there can go on
	Lost        // nobody can wake it
)

// Node is a box of the picture.
type Node struct {
	Shape Shape
	Tone  Tone
	Lines []string // the first is its name
	Ring  int      // index of Graph.Rings, -1 outside
	// W and H are its size, X and Y its centre, in pixels: what [Place] finds.
	W, H, X, Y float64
}

// Edge is an arrow of the picture.
type Edge struct {
	From, To int
	Label    string
	Dashed   bool // has it in its hands; else waits for it
	Tone     Tone
}

// Graph is what is to be drawn: boxes and arrows between them, before they have places.
type Graph struct {
	Nodes []Node
	Edges []Edge
	Rings [][]int // nodes around each circle, in order; no node is in two
	Cut   bool    // there is more than is drawn
}
