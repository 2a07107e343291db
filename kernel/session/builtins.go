package session

// A builtin is a predeclared function, for people.
type builtin struct{ signature, doc string }

// builtins are the predeclared functions of Go 1.26. It is never changed.
var builtins = map[string]builtin{
	"append":  {"func append(slice []T, elems ...T) []T", "append adds elements to the end of a slice and returns the longer slice, whose array is a new one when the old one has no room."},
	"cap":     {"func cap(v T) int", "cap returns the capacity of a slice, array, pointer to array or channel: for a channel, the number of values its buffer holds."},
	"clear":   {"func clear(t T)", "clear deletes all entries of a map, or sets all elements of a slice to their zero value."},
	"close":   {"func close(c chan<- T)", "close closes a channel. Receives get what is in the buffer, then zero values with ok == false; a send panics. Only a sender should close, and once."},
	"complex": {"func complex(r, i float) complex", "complex makes a complex number of its real and imaginary parts."},
	"copy":    {"func copy(dst, src []T) int", "copy copies elements of src to dst, as many as the shorter one has, and returns their number."},
	"delete":  {"func delete(m map[K]V, key K)", "delete removes the entry of a key from a map; without such an entry it does nothing."},
	"imag":    {"func imag(c complex) float", "imag returns the imaginary part of a complex number."},
	"len":     {"func len(v T) int", "len returns the length of a string (in bytes), slice, array, map or channel: for a channel, the number of values waiting in its buffer."},
	"make":    {"func make(T, size ...int) T", "make makes a slice (length, capacity), a map (room) or a channel (buffer size; without one it is unbuffered)."},
	"max":     {"func max(x T, y ...T) T", "max returns the largest of its arguments."},
	"min":     {"func min(x T, y ...T) T", "min returns the smallest of its arguments."},
	"new":     {"func new(T or expression) *T", "new makes a variable and returns a pointer to it: with the zero value of a type, or the value of an expression."},
	"panic":   {"func panic(v any)", "panic stops the function and runs its deferred calls, then its caller's, and so on; if none of them recovers, the program ends."},
	"print":   {"func print(args ...T)", "print writes its arguments to standard error, for debugging."},
	"println": {"func println(args ...T)", "println writes its arguments to standard error with spaces between them and a newline, for debugging."},
	"real":    {"func real(c complex) float", "real returns the real part of a complex number."},
	"recover": {"func recover() any", "recover, called directly by a deferred function, stops a panic of the same goroutine and returns its value; otherwise it returns nil."},
}
