package rt

import "schedtick/kernel/display"

// Result shows the value of a cell's last expression; id is its static type, 0 when
// the interface value says it. It may be called several times, for a tuple.
func Result(id int, v any) { display.Result(Format(id, v)) }

// Format returns v, of type id, in the forms it can be shown in.
func Format(id int, v any) display.Bundle {
	return display.Bundle{"text/plain": Sprint(Box(id, v))}
}
