import "sync"

func pool(workers int, jobs []int, f func(int) int) []int {
	results := make([]int, len(jobs))
	next := make(chan int)
	var done sync.WaitGroup
	done.Add(len(jobs))
	for range workers {
		go func() {
			for i := range next {
				results[i] = f(jobs[i])
				done.Done()
			}
		}()
	}
	for i := range jobs {
		next <- i
	}
	done.Wait()
	return results
}
