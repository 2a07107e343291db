package page

// A Bundle is one panel in the forms of a display_data message.
type Bundle struct {
	HTML     string // text/html
	Text     string // text/plain, without a newline at the end
	Metadata any    // for the output's metadata: its structured form, or nil
}

// Empty reports whether there is nothing to show: the mode was Off.
func (b Bundle) Empty() bool { return b.Text == "" }
