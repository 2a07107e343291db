import "sync/atomic"

func launch(n int) int {
	var ran atomic.Int64
	gate := make(chan bool)
	for range n {
		go func() { <-gate; ran.Add(1) }()
	}
	defer close(gate)
	return int(ran.Load())
}
