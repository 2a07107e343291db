package rt

import "testing"

// TestPlaces counts goroutines by where they stand; what is beyond the most is counted too.
func TestPlaces(t *testing.T) {
	gate := make(chan int)
	c, done := startCell(func() {
		for i := range 60 {
			Go(1+i%3, func() { Recv(10+i%2, gate, nil) })
		}
		Recv(9, gate, nil)
	})
	blocked(t, c, OpRecv, 61)
	list, more := c.Places(100)
	if more != 0 || len(list) != 7 { // the cell's own, and each start at each receive
		t.Fatalf("%d more beside %+v", more, list)
	}
	if f := list[0].First; list[0].Count != 1 || f.Site != 0 || f.OpSite != 9 {
		t.Errorf("first is %+v, want the cell's own", list[0])
	}
	for i, p := range list[1:] {
		if f := p.First; p.Count != 10 || f.Site != 1+i%3 || f.OpSite != 10+i%2 || f.Op != OpRecv {
			t.Errorf("place %d: %+v", i, p)
		}
	}
	if list, more := c.Places(3); len(list) != 3 || more != 40 {
		t.Errorf("%d places and %d more, want 3 and 40", len(list), more)
	}
	c.Stop()
	<-done
	until(t, "all have left", func() bool { return c.Stats().Alive == 0 })
	if list, more := c.Places(3); list != nil || more != 0 {
		t.Errorf("%+v, %d more, of a cell that has nobody", list, more)
	}
}
