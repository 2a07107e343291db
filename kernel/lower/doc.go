// Package lower turns a checked cell into the small, explicit part of Go that
// the interpreter runs right.
//
// The interpreter is given structure only. Names, methods and interfaces of the
// types that cells declare are erased here and kept as tables for kernel/rt;
// concurrency, defers, panics and assertions become calls into kernel/rt;
// function literals become top-level factories that take what they capture;
// captured variables that change are boxed. Positions survive as line
// directives and as one line counter for each function.
//
// The package never guesses: what it cannot lower rightly it refuses by name
// and position (Refusal). It reads what kernel/session checked and writes a
// program.Program; it runs nothing.
//
// One file a construct. Names in the output carry their kind in the first
// letter: G package-level function or variable, T type, L local variable,
// F factory of a function literal, H helper, K method thunk, E cell entry,
// B bind function, N line counter.
package lower
