package kernel_test

import "testing"

// While a crowd lives memory is collected less often, and as usual when it is gone. That a
// program which sets how often is left alone, kernel/rt tests.
func TestCollectorOfACrowd(t *testing.T) {
	l := newLab(t, `import ("fmt"; "runtime/metrics"; "sync"; "time")`,
		`func percent() uint64 {
	s := []metrics.Sample{{Name: "/gc/gogc:percent"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
// becomes waits until it is so, for as long as it may take.
func becomes(want uint64) uint64 {
	for began := time.Now(); percent() != want && time.Since(began) < 20*time.Second; {
		time.Sleep(time.Millisecond)
	}
	return percent()
}
func crowd() (during, after uint64) {
	gate := make(chan bool)
	var wg sync.WaitGroup
	for range 21_000 {
		wg.Go(func() { <-gate })
	}
	during = becomes(400)
	close(gate)
	wg.Wait()
	return during, becomes(100)
}`)
	if said := l.ok("fmt.Println(percent())").Text(); said != "100\n" {
		t.Skipf("the tests run with GOGC=%s", said)
	}
	if said := l.ok("fmt.Println(crowd())").Text(); said != "400 100\n" {
		t.Errorf("with a crowd and after it GOGC is %q, want 400 and 100", said)
	}
}
