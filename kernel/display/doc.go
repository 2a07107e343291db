// Package display shows values in the notebook as something other than text.
//
//	import "schedtick/kernel/display"
//
//	display.HTML("<b>8 goroutines</b>, 2 Ps")
//
//	h := display.Text("0%")
//	for i := range 10 {
//		time.Sleep(100 * time.Millisecond)
//		h.Text(fmt.Sprint((i+1)*10, "%")) // replaces what h shows
//	}
//
// Outside a notebook, under schedtick run, the text form is printed.
//
// The rest of the package, Message and SetSink, is for the worker that carries what
// is shown to the notebook. The package starts no goroutines.
package display
