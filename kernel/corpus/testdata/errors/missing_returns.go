package main

func a(n int) int {
	if n > 0 {
		return 1
	}
}

func b(n int) int {
	for n < 3 {
		return n
	}
}

func c(n int) int {
	switch n {
	case 1:
		return 1
	}
}

func ok(n int) int {
	for {
	}
}

func d(c chan int) int {
	select {
	case <-c:
		return 1
	case c <- 1:
		break
	}
}

func main() { a(b(c(ok(d(nil))))) }
