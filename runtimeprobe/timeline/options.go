package timeline

// Options say what the observed code is, and how much of it to keep. The zero
// value observes all goroutines of the process but the runtime's own.
type Options struct {
	// Started is the category of log messages of runtime/trace with which a goroutine
	// says that the next goroutine it starts begins at the place that the message
	// names. Own is the category of those with which a goroutine says so of itself.
	// If they are empty, places come from the stacks in the trace.
	Started, Own string
	// Mark explains a message. It is called once for each.
	Mark func(message string) Mark
	// Reasons says, by the full name of a function on the stack, what a goroutine
	// that is blocked below it waits for, where the runtime knows less.
	Reasons map[string]string

	// Bounds of what is kept; 0 is a bound for a picture in a notebook.
	MaxSpans      int // of all lanes together
	MaxGoroutines int
	MaxCourses    int // goroutines beyond which no Course is kept
	MaxPieces     int // of all courses together
	MaxGroups     int
}

// A Mark is what a log message says about a goroutine.
type Mark struct {
	// Mine is true for the observed code's goroutines. The goroutines that these
	// start are too, without saying so.
	Mine bool
	// Root is true for the observed code's own goroutine: the timeline is from this
	// message to the goroutine's end.
	Root  bool
	Place Place
}

func (o Options) withDefaults() Options {
	def := func(n *int, d int) {
		if *n <= 0 {
			*n = d
		}
	}
	def(&o.MaxSpans, 3000)
	def(&o.MaxGoroutines, 200)
	def(&o.MaxCourses, 40)
	def(&o.MaxPieces, 3000)
	def(&o.MaxGroups, 60)
	return o
}

// marked reports whether goroutines say what they are.
func (o Options) marked() bool { return o.Started != "" || o.Own != "" }
