package pagetest

import (
	"encoding/base64"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"schedtick/kernel/panel/page"
)

// allowed is what a panel may use of what JupyterLab leaves of an untrusted
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

// tag is a start or end tag, strictly as package page writes them.
var (
	tag  = regexp.MustCompile(`^<(/?)([a-z]+)((?: [a-z]+(?:="[^"<>]*")?)*)>`)
	attr = regexp.MustCompile(` ([a-z]+)(?:="([^"<>]*)")?`)
)

const white = "#ffffff"

// HTML reads the whole text as tags and escaped text, and fails at anything else
// than what JupyterLab leaves of a notebook that is not trusted, at tags that do not
// nest, and at pictures in other colours than those given and those of package page.
// White is for text alone, which stands on a fill.
func HTML(t *testing.T, text string, colours ...string) {
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
			checkAttr(t, name, attrs, a[1], a[2], colours)
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

func checkAttr(t *testing.T, tag string, attrs []string, name, value string, colours []string) {
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
		checkImage(t, value, colours)
	}
	for _, a := range append(attrs, "title") {
		if a == name {
			return
		}
	}
	t.Errorf("<%s>: attribute not allowed: %s=%q", tag, name, value)
}

// checkImage reads a picture as XML and looks at its colours.
func checkImage(t *testing.T, src string, colours []string) {
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
				switch c := a.Value; {
				case c == "none", c == page.InkColour, c == page.LineColour:
				case c == white && start.Name.Local == "text":
				case c != white && slices.Contains(colours, c):
				default:
					t.Errorf("picture: colour %s=%q may show in one theme only", a.Name.Local, a.Value)
				}
			case "style", "class", "href":
				t.Errorf("picture: attribute %s=%q", a.Name.Local, a.Value)
			}
		}
	}
}
