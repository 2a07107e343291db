// Package engine runs lowered programs in the yaegi interpreter. It is the only
// door to yaegi, which is used as released.
//
// An Engine lives in the worker. It makes the compiled packages that a program
// imports known to the interpreter when the first program asks for them, tells
// kernel/rt the program's tables, and declares its text. What the text does when
// it runs is between the text and kernel/rt.
package engine
