func pool(workers int, jobs []int, f func(int) int) []int {
	var results []int
	for _, j := range jobs {
		results = append(results, f(j))
	}
	return results
}
