func shares(n, k int) int {
	sums := make(chan int)
	for w := range k {
		go func() {
			sum := 0
			for i := w * (n / k); i < (w+1)*(n/k); i++ {
				sum += i
			}
			sums <- sum
		}()
	}
	total := 0
	for range k {
		total += <-sums
	}
	return total
}
