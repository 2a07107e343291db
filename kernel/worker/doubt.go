package worker

// doubt is what looks like a deadlock and is not called one, because it could not be looked
// whether something can still wake the goroutines.
type doubt struct {
	why   string
	holds func() bool // whether none of them has gone on since
}

// doubted says why what looks like a deadlock is not called one; "" where nothing looks so.
func (c *child) doubted() string {
	if d := c.doubts.Load(); d != nil && d.holds() {
		return d.why
	}
	return ""
}
