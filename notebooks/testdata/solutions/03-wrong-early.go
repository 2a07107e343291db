func together(work ...func()) {
	for _, f := range work {
		go f()
	}
}
