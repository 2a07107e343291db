package display

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"image"
	"image/png"
	"strings"
)

// The MIME types that the functions of this package use.
const (
	MIMEText     = "text/plain"
	MIMEHTML     = "text/html"
	MIMEMarkdown = "text/markdown"
	MIMESVG      = "image/svg+xml"
	MIMEPNG      = "image/png"
	MIMEJPEG     = "image/jpeg"
	MIMEJSON     = "application/json"
)

func htmlBundle(s string) Bundle     { return Bundle{MIMEHTML: s, MIMEText: plain(s)} }
func markdownBundle(s string) Bundle { return Bundle{MIMEMarkdown: s, MIMEText: s} }
func svgBundle(s string) Bundle      { return Bundle{MIMESVG: s, MIMEText: "[an SVG picture]"} }
func textBundle(s string) Bundle     { return Bundle{MIMEText: s} }

// maxPixels bounds the pictures that are encoded here: 64 million take seconds.
const maxPixels = 64 << 20

var errTooLarge = errors.New("too large to be shown")

// Image returns img as a PNG picture.
func Image(img image.Image) (Bundle, error) {
	size := img.Bounds().Size()
	text := fmt.Sprintf("[a picture of %d by %d pixels]", size.X, size.Y)
	if size.X > 0 && size.Y > maxPixels/size.X {
		return nil, fmt.Errorf("display: picture of %d by %d pixels: %w", size.X, size.Y, errTooLarge)
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, img); err != nil {
		return nil, fmt.Errorf("display: encode picture: %w", err)
	}
	return Bundle{MIMEPNG: b.Bytes(), MIMEText: text}, nil
}

// pngBundle takes what PNG takes.
func pngBundle(v any) Bundle {
	switch v := v.(type) {
	case []byte:
		return Bundle{MIMEPNG: v, MIMEText: fmt.Sprintf("[a picture of %d bytes]", len(v))}
	case image.Image:
		b, err := Image(v)
		if err != nil {
			return textBundle(err.Error())
		}
		return b
	}
	return textBundle(fmt.Sprintf("display: PNG: want []byte or image.Image, not %T", v))
}

func jsonBundle(v any) Bundle {
	b, err := json.Marshal(v)
	if err != nil {
		return textBundle("display: JSON: " + err.Error())
	}
	text, _ := json.MarshalIndent(json.RawMessage(b), "", "  ") // just marshalled: it is valid
	return Bundle{MIMEJSON: json.RawMessage(b), MIMEText: string(text)}
}

// plain is a rough text form of HTML: without tags, a line for each block.
func plain(s string) string {
	var b strings.Builder
	for s != "" {
		before, rest, found := strings.Cut(s, "<")
		b.WriteString(before)
		if !found {
			break
		}
		tag, after, found := strings.Cut(rest, ">")
		if !found || tag == "" {
			b.WriteString("<" + rest)
			break
		}
		name := strings.ToLower(strings.TrimPrefix(tag, "/"))
		name, _, _ = strings.Cut(strings.TrimSuffix(name, "/"), " ")
		switch name {
		case "style", "script":
			if tag[0] != '/' {
				_, after, _ = strings.Cut(after, "</"+name)
				_, after, _ = strings.Cut(after, ">")
			}
		case "br":
			b.WriteByte('\n')
		case "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol", "pre":
			if tag[0] == '/' {
				b.WriteByte('\n')
			}
		case "td", "th":
			if tag[0] == '/' {
				b.WriteByte('\t')
			}
		}
		s = after
	}
	return strings.TrimSpace(html.UnescapeString(b.String()))
}
