package main

func main() {
	x := 5
	println("to stderr", x, 1.5, true, nil == nil1())
	print("a", 1, "\n")
	defer println("deferred")
	go println("maybe")
}

func nil1() *int { return nil }
