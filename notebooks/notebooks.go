package notebooks

import (
	"embed"
	"fmt"
	"slices"
)

//go:embed *.ipynb
var files embed.FS

// An Entry describes one bundled notebook.
type Entry struct {
	Number  int    // of the lesson: 0 is the introduction, the others have their section's
	File    string // name to Open it by, and its name in the notebooks directory
	Title   string // its first heading, without the number
	Section string // heading of the text's section that it teaches; empty for the introduction
	Shows   string // what a reader sees happen, in one sentence
}

var index = []Entry{
	{
		Number: 0,
		File:   "00-start-here.ipynb",
		Title:  "Start here",
		Shows:  "Five minutes: run a cell, read its report, stop it, break things on purpose.",
	},
	{
		Number:  1,
		File:    "01-why-threads-are-expensive.ipynb",
		Title:   "Why threads are expensive",
		Section: "1. Problem It Solves (Engineering Motivation)",
		Shows:   "10,000 goroutines on a handful of threads, and 50 that need a thread each.",
	},
	{
		Number:  2,
		File:    "02-g-m-p.ipynb",
		Title:   "G, M and P",
		Section: "2. Core Idea and Mental Model",
		Shows:   "Computing goroutines share the Ps, waiting ones need none.",
	},
	{
		Number:  3,
		File:    "03-creating-waiting-control.ipynb",
		Title:   "Creating, waiting, runtime control",
		Section: "3. Go Language Features Involved",
		Shows:   "go, WaitGroup, GOMAXPROCS and Gosched, each with its trace in the report.",
	},
	{
		Number:  4,
		File:    "04-servers-and-pools.ipynb",
		Title:   "Servers and pools",
		Section: "4. Typical Real-World Usage",
		Shows:   "A route manager under load, a TCP server that ends, a worker pool.",
	},
	{
		Number:  5,
		File:    "05-pitfalls.ipynb",
		Title:   "Common mistakes and pitfalls",
		Section: "5. Common Mistakes and Pitfalls",
		Shows:   "A leak, a shared loop variable, a data race and a missing wait: made, seen, mended.",
	},
	{
		Number:  6,
		File:    "06-pthreads-beside-go.ipynb",
		Title:   "pthreads beside Go",
		Section: "6. How This Compares to C/C++ (or Linux Kernel Style)",
		Shows:   "The same program in C and in Go, line by line, then with a channel.",
	},
	{
		Number:  7,
		File:    "07-complete-program.ipynb",
		Title:   "A small but complete program",
		Section: "7. A Small But Complete Go Example",
		Shows:   "The text's program unchanged, then a gate that makes its peak exactly 10,001.",
	},
}

// Index returns the bundled notebooks in reading order. The slice is the caller's own.
func Index() []Entry { return slices.Clone(index) }

// Open returns the bundled notebook with the given file name, as Index lists it.
// An unknown name is an error that wraps fs.ErrNotExist.
func Open(name string) (Notebook, error) {
	data, err := files.ReadFile(name)
	if err != nil {
		return Notebook{}, fmt.Errorf("notebooks: open: %w", err)
	}
	nb, err := Parse(data)
	if err != nil {
		return Notebook{}, fmt.Errorf("notebooks: open %s: %w", name, err)
	}
	return nb, nil
}
