package panel

import (
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// allowed is what this package may use of what JupyterLab leaves of an untrusted
// notebook: tags, and their attributes beside style and title.
var allowed = map[string][]string{
	"div": nil, "details": {"open"}, "summary": nil, "span": nil, "b": nil, "code": nil, "i": nil, "br": nil,
	"table": nil, "tr": nil, "th": {"colspan"}, "td": {"colspan"}, "ul": nil, "li": nil,
	"img": {"alt", "width", "height", "src"},
}

// styles are the properties that may stand in a style attribute, with the values
// that pass. No text colour, no variables.
var styles = map[string]*regexp.Regexp{
	"margin":          regexp.MustCompile(`^(\d+(px)? ?){1,4}$`),
	"padding":         regexp.MustCompile(`^(\d+(px)? ?){1,4}$`),
	"border-left":     regexp.MustCompile(`^\dpx solid #[0-9a-f]{8}$`),
	"border-bottom":   regexp.MustCompile(`^\dpx solid #[0-9a-f]{8}$`),
	"border-collapse": regexp.MustCompile(`^collapse$`),
	"font-size":       regexp.MustCompile(`^\d+px$`),
	"line-height":     regexp.MustCompile(`^[\d.]+$`),
	"cursor":          regexp.MustCompile(`^pointer$`),
	"opacity":         regexp.MustCompile(`^0\.\d+$`),
	"display":         regexp.MustCompile(`^(inline-)?block$`),
	"vertical-align":  regexp.MustCompile(`^(top|middle)$`),
	"text-align":      regexp.MustCompile(`^left$`),
	"max-width":       regexp.MustCompile(`^100%$`),
	"table-layout":    regexp.MustCompile(`^auto$`),
}

// tag is a start or end tag, strictly as this package writes them.
var (
	tag  = regexp.MustCompile(`^<(/?)([a-z]+)((?: [a-z]+(?:="[^"<>]*")?)*)>`)
	attr = regexp.MustCompile(` ([a-z]+)(?:="([^"<>]*)")?`)
)

func TestAllowed(t *testing.T) {
	for name, b := range childSamples() {
		t.Run(name, func(t *testing.T) { checkHTML(t, b.HTML) })
	}
	for name, r := range samples() {
		for _, m := range []Mode{Line, Full, Projector} {
			t.Run(name+"/"+m.String(), func(t *testing.T) { checkHTML(t, Render(r, m).HTML) })
		}
	}
	for name, s := range snapshots() {
		t.Run(name, func(t *testing.T) {
			checkHTML(t, Waits(s).HTML)
			checkHTML(t, Goroutines(s).HTML)
			checkHTML(t, RenderWith(gate(), s, Full).HTML)
		})
	}
}

// onGround are the colours that stand on the ground of the page, fills those under
// white text.
var (
	onGround = []string{inkColour, lineColour, circleColour, lostColour}
	fills    = []string{boxFill, pillFill}
)

// The colours keep a contrast of at least 3 to 1, which is WCAG's bound for
// pictures and large text, on white and on JupyterLab's dark ground, and white text
// has at least 4.5 to 1 on the fills.
func TestColours(t *testing.T) {
	for _, c := range onGround {
		for _, ground := range []string{"#ffffff", "#111111"} {
			if got := contrast(t, c, ground); got < 3 {
				t.Errorf("%s on %s: contrast %.2f", c, ground, got)
			}
		}
	}
	for _, c := range fills {
		if got := contrast(t, boxText, c); got < 4.5 {
			t.Errorf("text on %s: contrast %.2f", c, got)
		}
	}
}

// The colours of errors, on the grounds that JupyterLab 4 gives errors and on those
// of terminals. Its dark ground of errors is a translucent red on #111111.
func TestANSIColours(t *testing.T) {
	number := regexp.MustCompile(`38;5;(\d+)m$`)
	for _, seq := range []string{ANSIHead, ANSIPlace, ANSINote} {
		m := number.FindStringSubmatch(seq)
		if m == nil {
			t.Fatalf("%q is not of the 256 colours", seq)
		}
		n, err := strconv.Atoi(m[1])
		if err != nil || n < 16 || n > 231 {
			t.Fatalf("%q is not of the cube", seq)
		}
		level := func(i int) int { return []int{0, 95, 135, 175, 215, 255}[i] }
		n -= 16
		colour := fmt.Sprintf("#%02x%02x%02x", level(n/36), level(n/6%6), level(n%6))
		for _, ground := range []string{"#ffdddd", "#511f1b", "#ffffff", "#111111", "#000000"} {
			if got := contrast(t, colour, ground); got < 3 {
				t.Errorf("%q is %s, on %s: contrast %.2f", seq, colour, ground, got)
			}
		}
	}
}

// contrast is WCAG 2's ratio of two colours.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	luminance := func(c string) float64 {
		var rgb [3]uint8
		if _, err := fmt.Sscanf(c, "#%02x%02x%02x", &rgb[0], &rgb[1], &rgb[2]); err != nil {
			t.Fatalf("%q: %v", c, err)
		}
		sum := 0.0
		for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
			v := float64(rgb[i]) / 255
			if v <= 0.04045 {
				v /= 12.92
			} else {
				v = math.Pow((v+0.055)/1.055, 2.4)
			}
			sum += weight * v
		}
		return sum
	}
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// checkHTML reads the whole text as tags and escaped text, and fails at anything
// else, and at tags that do not nest.
func checkHTML(t *testing.T, text string) {
	t.Helper()
	var open []string
	for text != "" {
		if text[0] != '<' {
			end := strings.IndexByte(text, '<')
			if end < 0 {
				end = len(text)
			}
			checkText(t, text[:end])
			text = text[end:]
			continue
		}
		m := tag.FindStringSubmatch(text)
		if m == nil {
			t.Fatalf("not a tag: %.60q", text)
		}
		name := m[2]
		attrs, known := allowed[name]
		switch {
		case !known:
			t.Fatalf("tag not allowed: %q", m[0])
		case m[1] == "/":
			if len(open) == 0 || open[len(open)-1] != name {
				t.Fatalf("</%s> closes nothing: open are %v", name, open)
			}
			open = open[:len(open)-1]
		case name != "br" && name != "img":
			open = append(open, name)
		}
		for _, a := range attr.FindAllStringSubmatch(m[3], -1) {
			checkAttr(t, name, attrs, a[1], a[2])
		}
		text = text[len(m[0]):]
	}
	if len(open) > 0 {
		t.Errorf("not closed: %v", open)
	}
}

func checkText(t *testing.T, text string) {
	t.Helper()
	if html.EscapeString(html.UnescapeString(text)) != text {
		t.Errorf("text not escaped: %q", text)
	}
}

func checkAttr(t *testing.T, tag string, attrs []string, name, value string) {
	t.Helper()
	switch name {
	case "title", "alt":
		checkText(t, value)
	case "style":
		for _, decl := range strings.Split(value, ";") {
			prop, val, _ := strings.Cut(decl, ":")
			if re, ok := styles[prop]; !ok || !re.MatchString(val) {
				t.Errorf("<%s>: style not allowed: %q", tag, decl)
			}
		}
		return
	case "src":
		checkImage(t, value)
	}
	for _, a := range append(attrs, "title") {
		if a == name {
			return
		}
	}
	t.Errorf("<%s>: attribute not allowed: %s=%q", tag, name, value)
}

// checkImage reads a picture as XML and looks at its colours.
func checkImage(t *testing.T, src string) {
	t.Helper()
	data, ok := strings.CutPrefix(src, "data:image/svg+xml;base64,")
	if !ok {
		t.Fatalf("src: %.40q", src)
	}
	svg, err := base64.StdEncoding.DecodeString(data)
	if err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(strings.NewReader(string(svg))); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("picture: %v\n%s", err, svg)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range start.Attr {
			switch a.Name.Local {
			case "fill", "stroke":
				// White is for text on a fill of ours.
				if !inPalette(a.Value) && !slices.Contains(onGround, a.Value) && !slices.Contains(fills, a.Value) && a.Value != "none" &&
					(a.Value != boxText || start.Name.Local != "text") {
					t.Errorf("picture: colour %s=%q may show in one theme only", a.Name.Local, a.Value)
				}
			case "style", "class", "href":
				t.Errorf("picture: attribute %s=%q", a.Name.Local, a.Value)
			}
		}
	}
}

// A reader without any style still gets the sentence and the table's words.
func TestWithoutStyle(t *testing.T) {
	page := Render(gate(), Line).HTML
	text := html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, ""))
	for _, want := range []string{
		"goroutines 1 → 10,001 → 1 · GOMAXPROCS 2 · threads 6 → 7 · created 10,000 · 123 ms",
		"10,001 (counted)", "/sched/goroutines-created",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}
