package page

import (
	"encoding/base64"
	"encoding/xml"
	"strings"
)

// Colours of what stands on the ground of the page. A data: image cannot follow a
// theme, so they are of a middle brightness; TestColours measures the contrasts.
const (
	InkColour  = "#7a7a7a" // labels and legends
	LineColour = "#808080"
)

// PictureWidth is that of a picture as wide as a table, in pixels.
const PictureWidth = 600

// SVGHead begins a picture; it formats its width and height, in pixels.
const SVGHead = `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d">`

// Escape makes text safe inside a picture.
func Escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder does not fail
	return b.String()
}

// dataURL is a picture as the source of an image.
func dataURL(svg string) string {
	return "data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString([]byte(svg))
}
