// Package costs measures on this machine what goroutines and threads of the
// operating system cost: to make, to switch, in memory, and how many there can be.
// It sets each number beside the figure that a text about them gives ([Claim]) and
// says whether the two agree.
//
//	table, err := costs.Measure(ctx, costs.Options{})
//	fmt.Print(table.Text())
//
// The measurements are compiled Go, on the standard library alone. Those of
// memory want a process that has done nothing yet: Options.Child names a command
// that calls [ChildMain]. Those of threads in C want a program built from
// [ThreadProgram]: Options.Threads. Without one or the other the table says what it
// lacks.
//
// # How
//
// A time is taken over many operations at once, so that reading the clock does not
// count, but few enough that on a busy machine most repetitions are not disturbed; and that
// many times over. A number is the median of the repetitions; its interval holds the
// true median with a probability of at least 95%, found from the ranks of the repetitions
// alone. All measurements take about two seconds, on a busy machine eight.
//
// Garbage collection, GOMAXPROCS and whatever else the machine does are as they are,
// except where a row's method says otherwise.
package costs
